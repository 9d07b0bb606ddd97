"""A command over HTTP: checked, published, waited for, answered with its outcome."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import structlog
from starlette.responses import Response

from assistant.contracts.base import Contract
from assistant.contracts.entities import Scenario
from assistant.contracts.envelope import Settled
from assistant.contracts.http import CommandStatus, EditAnswer
from assistant.contracts.problems import Problem
from assistant.contracts.replies import Reply
from assistant.observability.tracing import trace_id_for
from gateway.bootstrap import Gateway
from gateway.callers import Caller
from gateway.outcomes import Outcome
from gateway.problems import problem_response
from gateway.publishing import Order, take_order
from gateway.refusals import Refused

Build = Callable[[Reply], Contract]


async def perform(
    gateway: Gateway,
    caller: Caller,
    intent: str,
    fields: Mapping[str, Any],
    build: Build | None,
    *,
    status: int = 200,
    scenario_id: int | None = None,
    conversation_id: UUID | None = None,
    locate: Callable[[Reply], str] | None = None,
    within: Sequence[str] = (),
) -> Response:
    """Has `intent` done and answers `status` with what `build` makes of its reply (None: no body), or its problem.

    `locate` gives the path of what was created. Raises Refused: invalid (422), id used for another command (422), too
    many commands (429), broker away or full (503), no outcome in time (504).
    """
    order = take_order(
        intent,
        fields,
        command_id=caller.command_id,
        locale=caller.locale,
        scenario_id=scenario_id,
        conversation_id=conversation_id,
        traceparent=caller.traceparent,
        within=within,
    )
    # For the line that the log keeps of the request.
    structlog.contextvars.bind_contextvars(
        command_id=str(order.command_id),
        correlation_id=str(order.command_id),
        trace_id=trace_id_for(order.command_id, order.traceparent),
    )
    known = await _find_known(gateway, order) if caller.key_given else None
    is_settled = known is not None and known.event is not None
    if not is_settled:
        # Also when it is running already: its first copy may be lost, and a second one does no harm.
        await gateway.send(order, caller.client)
    if caller.respond_async:
        return _accepted(caller)
    event = known.event if known else None
    return _answer(caller, event or await _wait(gateway, caller, order), build, status, locate)


async def _find_known(gateway: Gateway, order: Order) -> Outcome | None:
    """What became of the same command, sent before. Raises Refused when its id was another command's."""
    known = await gateway.outcomes.read(order.command_id)
    if known is not None:
        _check_same(known, order)
    return known


async def _wait(gateway: Gateway, caller: Caller, order: Order) -> Settled:
    outcome = await gateway.outcomes.wait(order.command_id, order.fingerprint(), gateway.settings.answer_seconds)
    if outcome is None or outcome.event is None:
        if outcome is not None:
            _check_same(outcome, order)
        location = _location(caller)
        raise Refused("timeout", instance=location, location=location)
    _check_same(outcome, order)
    return outcome.event


def _check_same(outcome: Outcome, order: Order) -> None:
    if not outcome.is_of(order.fingerprint()):
        raise Refused("command-id-reused")


def _location(caller: Caller) -> str:
    return f"{caller.base}/commands/{caller.command_id}"


def _accepted(caller: Caller) -> Response:
    headers = {"Location": _location(caller), "Preference-Applied": "respond-async"}
    return json_response(CommandStatus(command_id=caller.command_id, status="pending"), 202, headers)


def _answer(
    caller: Caller, event: Settled, build: Build | None, status: int, locate: Callable[[Reply], str] | None
) -> Response:
    if event.problem is not None:
        return failure_response(event.problem, event.reply)
    headers = {"Location": caller.base + locate(event.reply)} if locate else {}
    return Response(status_code=status) if build is None else json_response(build(event.reply), status, headers)


def failure_response(problem: Problem, reply: Reply) -> Response:
    """A failed command's problem, with what the assistant said of it and the buttons that go with it."""
    return problem_response(problem, message=reply.message, actions=reply.actions)


def json_response(body: Contract, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(body.model_dump_json(), status, headers, media_type="application/json")


def scenario_of(reply: Reply) -> Scenario:
    """The scenario of a command that always answers with one. Raises ValueError for another's reply."""
    if reply.scenario is None:
        raise ValueError("a reply without its scenario")
    return reply.scenario


def edit_answer(reply: Reply) -> EditAnswer:
    return EditAnswer(scenario=scenario_of(reply), message=reply.message, actions=reply.actions)
