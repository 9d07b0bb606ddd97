"""The conversation: free text or any intent, and what was said before."""

from uuid import UUID, uuid5

from fastapi import APIRouter
from starlette.responses import Response

from assistant.contracts.entities import Message
from assistant.contracts.http import ChatAnswer, ChatRequest, Listing
from assistant.contracts.registry import BY_INTENT
from gateway import queries
from gateway.answering import perform
from gateway.bootstrap import Gateway
from gateway.callers import Caller, CallerOf
from gateway.openapi import command_answers, problems
from gateway.parameters import Before, GatewayOf, JsonOnly, Limit
from gateway.refusals import refused_field

SAY = "chat.say"

router = APIRouter(tags=["chat"], dependencies=[JsonOnly])


@router.post("/chat", response_model=ChatAnswer, responses=command_answers(404, 409, 502))
async def chat(gateway: GatewayOf, caller: CallerOf, said: ChatRequest) -> Response:
    """Says something (`message`) or does something (`intent` with its `payload`).

    Without `conversation_id` a conversation begins. Without `scenario_id` it is about the conversation's scenario.
    """
    if (said.message is None) == (said.intent is None):
        raise refused_field("message", "message_or_intent")
    # The same request sent again must begin the same conversation.
    conversation_id = said.conversation_id or uuid5(caller.command_id, "conversation")
    intent = said.intent or SAY
    return await perform(
        gateway,
        caller,
        intent,
        said.payload if said.message is None else {"message": said.message},
        lambda reply: ChatAnswer(
            conversation_id=conversation_id,
            message=reply.message,
            actions=reply.actions,
            scenario=reply.scenario,
            errors=reply.errors,
        ),
        scenario_id=said.scenario_id or await _find_scenario(gateway, caller, intent, said.conversation_id),
        conversation_id=conversation_id,
        within=("payload",) if said.message is None else (),
    )


async def _find_scenario(gateway: Gateway, caller: Caller, intent: str, conversation_id: UUID | None) -> int | None:
    """The scenario of a request that names none: the one it had when it was first sent, else its conversation's."""
    spec = BY_INTENT.get(intent)
    if conversation_id is None or spec is None or not (spec.needs_scenario or intent == SAY):
        return None
    known = await gateway.outcomes.read(caller.command_id) if caller.key_given else None
    if known is not None:
        return known.scenario_id
    return await queries.read(gateway.database, lambda session: queries.current_scenario_id(session, conversation_id))


@router.get("/conversations/{conversation_id:uuid}/messages", responses=problems(404))
async def list_messages(
    gateway: GatewayOf, conversation_id: UUID, before: Before = None, limit: Limit = 50
) -> Listing[Message]:
    """The messages of a conversation, newest first."""
    return await queries.read(
        gateway.database, lambda session: queries.list_messages(session, conversation_id, before=before, limit=limit)
    )
