"""What one socket is to be told, in order. No I/O: the hub puts frames in, the socket's writer takes them out."""

import asyncio
from collections import OrderedDict, deque
from itertools import count
from uuid import UUID

from assistant.contracts.base import Locale
from assistant.contracts.frames import AcceptedFrame
from assistant.contracts.problems import Problem
from gateway.live.frames import rejected

BACKLOG_CHARACTERS = 8 * 2**20
REMEMBERED = 1000
"""How many command ids a socket remembers, to tell `accepted` once and to know its own."""

_SENDINGS = count(1)


class Feed:
    """Frames wait here while a snapshot is read (`begin_sync` to `end_sync`), and for a reader that is slow.

    Beyond `backlog` frames, or 8 Mi characters, `overrun` is set and the socket is to be closed. `stale` asks for a
    snapshot.
    """

    def __init__(self, conversation_id: UUID, locale: Locale, *, backlog: int) -> None:
        self.conversation_id = conversation_id
        self.locale = locale
        self.stale = asyncio.Event()
        self.stale.set()
        self.overrun = asyncio.Event()
        self.watched: int | None = None
        self._current: int | None = None
        self._turned = False
        self._backlog = backlog
        self._queue: deque[str] = deque()
        self._characters = 0
        self._arrived = asyncio.Event()
        self._ended = False
        self._synchronising: list[str] | None = []
        self._held: dict[UUID, list[str]] = {}
        self._announced: OrderedDict[UUID, int] = OrderedDict()
        self._sent: OrderedDict[UUID, int] = OrderedDict()
        self._versions: dict[int, int] = {}

    async def take(self) -> str | None:
        """The next frame, when there is one; None after `end`, once all is taken and nothing is being published."""
        while not self._queue:
            if self._ended and not self._held:
                return None
            self._arrived.clear()
            await self._arrived.wait()
        frame = self._queue.popleft()
        self._characters -= len(frame)
        return frame

    def end(self) -> None:
        """Nothing more will come."""
        self._ended = True
        self._arrived.set()

    def begin_sync(self) -> None:
        self._turned = False
        if self._synchronising is None:
            self._synchronising = []

    def end_sync(self, frames: list[str], scenario_id: int | None) -> None:
        """What was read goes first, then what came meanwhile; `scenario_id` is the conversation's, as read."""
        if not self._turned:
            self.turn_to(scenario_id)
        waiting, self._synchronising = self._synchronising or [], None
        for frame in [*frames, *waiting]:
            self.put(frame)

    def put(self, frame: str) -> None:
        """A frame about no command."""
        if self._synchronising is not None:
            self._keep(self._synchronising, frame)
            return
        if self._queue and (len(self._queue) >= self._backlog or self._characters > BACKLOG_CHARACTERS):
            self.overrun.set()
            return
        self._queue.append(frame)
        self._characters += len(frame)
        self._arrived.set()

    def put_of(self, command_id: UUID, frame: str) -> None:
        """A frame about a command: after its `accepted`, which is told here if it was not before."""
        held = self._held.get(command_id)
        if held is not None:
            self._keep(held, frame)
            return
        if command_id not in self._announced:
            self._announce(command_id)
        self.put(frame)

    def hold(self, command_id: UUID) -> None:
        """This socket is publishing a command: what is heard of it waits for the broker's confirm."""
        self._held.setdefault(command_id, [])
        _remember(self._sent, command_id, next(_SENDINGS))

    def accept(self, command_id: UUID) -> None:
        """The broker has it."""
        self._announce(command_id)
        for frame in self._held.pop(command_id, []):
            self.put(frame)
        self._arrived.set()

    def refuse(self, command_id: UUID, problem: Problem) -> None:
        """It was not published, unless something was heard of it all the same: the confirm was lost, then."""
        if self._held.get(command_id):
            self.accept(command_id)
        else:
            self._held.pop(command_id, None)
            self.put(rejected(problem, command_id))
            self._arrived.set()

    def sending(self, command_id: UUID) -> int:
        """Which sending of all sockets' was this one's last of the command; 0 when it did not send it, lately."""
        return self._sent.get(command_id, 0)

    def turn_to(self, scenario_id: int | None) -> None:
        """The conversation is now about this scenario, and hears of it without asking."""
        self._current = scenario_id
        self._turned = True
        self._forget_others()

    def watch(self, scenario_id: int | None) -> None:
        self.watched = scenario_id
        self._forget_others()

    def follows(self, scenario_id: int) -> bool:
        return scenario_id in (self._current, self.watched)

    def knows(self, scenario_id: int, version: int) -> bool:
        """Whether this version, or a later one, was told already; it counts as told from now on."""
        if version <= self._versions.get(scenario_id, 0):
            return True
        self._versions[scenario_id] = version
        return False

    def _keep(self, waiting: list[str], frame: str) -> None:
        if len(waiting) < self._backlog:
            waiting.append(frame)
        else:
            self.overrun.set()

    def _announce(self, command_id: UUID) -> None:
        _remember(self._announced, command_id, 1)
        self.put(AcceptedFrame(command_id=command_id).model_dump_json())

    def _forget_others(self) -> None:
        self._versions = {id_: version for id_, version in self._versions.items() if self.follows(id_)}


def _remember(ids: OrderedDict[UUID, int], command_id: UUID, value: int) -> None:
    ids[command_id] = value
    if len(ids) > REMEMBERED:
        ids.popitem(last=False)
