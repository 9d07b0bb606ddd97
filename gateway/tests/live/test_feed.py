import asyncio
import json
from typing import Any
from uuid import uuid4

from assistant.dialogue.problems import problem
from gateway.live.feed import REMEMBERED, Feed

A, B = uuid4(), uuid4()


def synchronised(backlog: int = 100) -> Feed:
    """A feed whose snapshot was told."""
    feed = Feed(uuid4(), "fr", backlog=backlog)
    feed.end_sync([], None)
    return feed


async def taken(feed: Feed) -> list[Any]:
    """What waits in the feed: the type and command of `accepted`, other frames as they were put."""
    feed.end()
    frames = []
    while (frame := await feed.take()) is not None:
        frames.append(frame)
    return [_short(frame) for frame in frames]


def _short(frame: str) -> str:
    if not frame.startswith("{"):
        return frame
    content = json.loads(frame)
    return f"{content['type']} {'A' if content['command_id'] == str(A) else 'B'}"


class TestOrder:
    async def test_is_that_of_arrival(self) -> None:
        feed = synchronised()
        for frame in ("1", "2", "3"):
            feed.put(frame)
        assert await taken(feed) == ["1", "2", "3"]

    async def test_waits_for_a_frame(self) -> None:
        feed = synchronised()
        taking = asyncio.create_task(feed.take())
        await asyncio.sleep(0)
        feed.put("1")
        assert await taking == "1"


class TestSnapshot:
    async def test_comes_before_what_was_heard_while_it_was_read(self) -> None:
        feed = Feed(uuid4(), "fr", backlog=100)
        feed.put("early")
        feed.begin_sync()
        feed.put_of(A, "delta")
        feed.end_sync(["snapshot"], None)
        feed.put("late")
        assert await taken(feed) == ["snapshot", "early", "accepted A", "delta", "late"]

    async def test_asked_for_again_holds_back_what_comes_from_then_on(self) -> None:
        feed = synchronised()
        feed.put("before")
        feed.begin_sync()
        feed.put("during")
        feed.end_sync(["snapshot"], None)
        assert await taken(feed) == ["before", "snapshot", "during"]

    async def test_is_asked_for_from_the_start(self) -> None:
        assert Feed(uuid4(), "fr", backlog=1).stale.is_set()


class TestAccepted:
    async def test_comes_before_any_other_frame_of_its_command(self) -> None:
        feed = synchronised()
        feed.hold(A)
        feed.put_of(A, "delta")
        feed.put_of(B, "other")
        feed.put_of(A, "completed")
        feed.accept(A)
        feed.put_of(A, "late")
        assert await taken(feed) == ["accepted B", "other", "accepted A", "delta", "completed", "late"]

    async def test_is_told_of_commands_that_others_sent_too_but_once(self) -> None:
        feed = synchronised()
        feed.put_of(A, "delta")
        feed.put_of(A, "completed")
        assert await taken(feed) == ["accepted A", "delta", "completed"]

    async def test_is_told_again_when_the_command_is_sent_again(self) -> None:
        feed = synchronised()
        for _ in range(2):
            feed.hold(A)
            feed.accept(A)
        assert await taken(feed) == ["accepted A", "accepted A"]

    async def test_is_remembered_for_a_bounded_number_of_commands(self) -> None:
        feed = synchronised(backlog=10 * REMEMBERED)
        for _ in range(3 * REMEMBERED):
            feed.put_of(uuid4(), "x")
        assert len(feed._announced) == REMEMBERED


class TestRefused:
    async def test_is_told_and_nothing_is_held_any_more(self) -> None:
        feed = synchronised()
        feed.hold(A)
        feed.refuse(A, problem("broker-unavailable", "fr"))
        feed.put_of(B, "other")
        assert await taken(feed) == ["rejected A", "accepted B", "other"]

    async def test_gives_way_to_what_was_heard_of_the_command(self) -> None:
        feed = synchronised()
        feed.hold(A)
        feed.put_of(A, "completed")
        feed.refuse(A, problem("broker-unavailable", "fr"))
        assert await taken(feed) == ["accepted A", "completed"]


class TestEnd:
    async def test_comes_after_what_waits_and_after_what_is_being_published(self) -> None:
        feed = synchronised()
        feed.put("1")
        feed.hold(A)
        feed.end()
        assert await feed.take() == "1"
        last = asyncio.create_task(feed.take())
        await asyncio.sleep(0.01)
        assert not last.done()
        feed.accept(A)
        assert _short(await last or "") == "accepted A"
        assert await feed.take() is None


class TestBacklog:
    async def test_that_is_full_is_an_overrun_and_grows_no_more(self) -> None:
        feed = synchronised(backlog=3)
        for number in range(10):
            feed.put(str(number))
        assert feed.overrun.is_set()
        assert await taken(feed) == ["0", "1", "2"]

    async def test_counts_what_waits_for_a_snapshot(self) -> None:
        feed = Feed(uuid4(), "fr", backlog=3)
        for _ in range(4):
            feed.put("x")
        assert feed.overrun.is_set()

    async def test_counts_what_is_held_for_a_confirm(self) -> None:
        feed = synchronised(backlog=3)
        feed.hold(A)
        for _ in range(4):
            feed.put_of(A, "x")
        assert feed.overrun.is_set()

    async def test_is_bounded_in_characters_but_lets_any_single_frame_pass(self) -> None:
        feed = synchronised(backlog=1000)
        feed.put("x" * 9 * 2**20)
        assert not feed.overrun.is_set()
        feed.put("y")
        assert feed.overrun.is_set()

    async def test_that_is_read_is_no_overrun(self) -> None:
        feed = synchronised(backlog=3)
        for number in range(20):
            feed.put(str(number))
            assert await feed.take() == str(number)
        assert not feed.overrun.is_set()


class TestScenarios:
    def test_are_followed_when_watched_or_the_conversations_own(self) -> None:
        feed = synchronised()
        feed.turn_to(1)
        feed.watch(2)
        assert [id_ for id_ in range(4) if feed.follows(id_)] == [1, 2]
        feed.watch(None)
        feed.turn_to(3)
        assert [id_ for id_ in range(4) if feed.follows(id_)] == [3]

    def test_are_told_in_rising_versions_only(self) -> None:
        feed = synchronised()
        feed.watch(1)
        assert [feed.knows(1, version) for version in (4, 3, 4, 5)] == [False, True, True, False]

    def test_are_told_anew_once_watched_again(self) -> None:
        feed = synchronised()
        feed.watch(1)
        feed.knows(1, 4)
        feed.watch(2)
        feed.watch(1)
        assert not feed.knows(1, 4)

    def test_read_for_a_snapshot_do_not_undo_a_turn_heard_meanwhile(self) -> None:
        feed = Feed(uuid4(), "fr", backlog=10)
        feed.begin_sync()
        feed.turn_to(2)
        feed.end_sync([], 1)
        assert (feed.follows(2), feed.follows(1)) == (True, False)
