"""What scenario-service does for each command; the routing table closes the file."""

from assistant.runtime.handlers import Routes
from scenario_service.handlers import control, documents, entities, scenarios

ROUTES: Routes = {**scenarios.ROUTES, **documents.ROUTES, **entities.ROUTES, **control.ROUTES}
