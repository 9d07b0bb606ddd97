"""The transaction that handlers receive."""

from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from assistant.contracts.envelope import Envelope, retry_id
from assistant.contracts.fingerprint import fingerprint, payload_json
from assistant.runtime import endings, inbox
from assistant.runtime.errors import Cancelled
from assistant.runtime.inbox import InboxRecord
from assistant.runtime.outbox import Pending

RETRIES_FOLLOWED = 20
"""How many failed retries of one button are followed; the views follow as many."""


class OpenTransaction:
    """What a handler may do besides its own SQL; `siblings` and `pending` are for the runtime, once it has answered."""

    def __init__(self, session: Session, envelope: Envelope, service: str) -> None:
        self.session = session
        self._envelope = envelope
        self._service = service
        self.siblings: list[UUID] = []
        self.pending: list[Pending] = []

    def settle_sibling(self, command_id: UUID, type_: str, payload: BaseModel) -> bool:
        """Ends another command as completed by this one; False when it was completed already.

        A failed one is ended under its retry id, as its button would be. An id that meant something else says nothing
        of this payload: it is left alone, and the answer is True.
        """
        envelope = self._envelope
        mark = fingerprint(type_, envelope.scenario_id, payload_json(payload), envelope.conversation_id)
        origin = envelope.model_copy(update={"type": type_})
        for _ in range(RETRIES_FOLLOWED):
            if inbox.reserve(self.session, command_id, origin, self._service, "completed", mark=mark):
                self.siblings.append(command_id)
                return True
            state, found = inbox.meaning(self.session, command_id)
            if found is not None and found != mark:
                return True
            if state != "failed":
                return False
            command_id = retry_id(command_id)
        return True

    def is_completed(self, command_id: UUID) -> bool:
        """Whether another command is completed."""
        found = inbox.load(self.session, command_id)
        return found is not None and found[0] == "completed"

    def cancel(self, command_id: UUID) -> str:
        """Ends another command as cancelled, begun or not, and with a step its saga.

        Says "cancelled", or how it had ended before.
        """
        if command_id == self._envelope.command_id:
            return "running"
        # What it would have been is not known: no retry can be offered.
        unknown = {"command_id": command_id, "correlation_id": command_id, "type": "unknown", "payload": {}}
        origin = self._envelope.model_copy(update=unknown)
        if inbox.reserve(self.session, command_id, origin, self._service, "failed"):
            self.pending.append(endings.fail_settled(self.session, origin, Cancelled()))
            return "cancelled"
        state, record = inbox.load(self.session, command_id) or ("failed", InboxRecord())
        if record.origin is None or not inbox.settle(self.session, command_id, "failed", InboxRecord()):
            return state
        self.pending += endings.failures(self.session, record.origin, Cancelled())
        return "cancelled"
