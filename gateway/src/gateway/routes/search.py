"""The simulated search for inspiration."""

from fastapi import APIRouter
from starlette.responses import Response

from assistant.contracts.http import SearchAnswer, SearchRequest
from assistant.contracts.replies import Reply
from gateway.answering import perform
from gateway.callers import CallerOf
from gateway.openapi import command_answers
from gateway.parameters import GatewayOf, JsonOnly

router = APIRouter(tags=["recherches"], dependencies=[JsonOnly])


@router.post("/search", response_model=SearchAnswer, responses=command_answers(404))
async def search(gateway: GatewayOf, caller: CallerOf, asked: SearchRequest) -> Response:
    """Three results for a scenario; using one creates the entity it suggests."""
    fields = {"requete": asked.requete}
    return await perform(gateway, caller, "search.run", fields, search_answer, scenario_id=asked.scenario_id)


def search_answer(reply: Reply) -> SearchAnswer:
    return SearchAnswer(resultats=reply.resultats, message=reply.message, actions=reply.actions)
