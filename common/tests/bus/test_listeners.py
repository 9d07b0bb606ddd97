import asyncio

from assistant.bus.base import Delivery
from assistant.testing.bus import BrokerUnderTest, Received, eventually, make_command, make_event


class Heard:
    """What a listener heard, gaps among it; slow until told otherwise when `slow`."""

    def __init__(self, *, slow: bool = False) -> None:
        self.log: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.may_go_on = asyncio.Event()
        if not slow:
            self.may_go_on.set()

    async def receive(self, delivery: Delivery) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.log.append(delivery.key)
        await self.may_go_on.wait()
        await asyncio.sleep(0)
        self.at_once -= 1

    async def on_gap(self) -> None:
        self.log.append("gap")


class TestAListener:
    async def test_hears_every_event_as_do_the_others(self, broker: BrokerUnderTest) -> None:
        bus, other = await broker.join(), await broker.join()
        one, two = Heard(), Heard()
        await bus.listen("gateway", one.receive, one.on_gap)
        await other.listen("gateway", two.receive, two.on_gap)
        keys = ["cible.added", "plan.generated", "command.failed"]
        assert await bus.publish([make_event(key) for key in keys]) == [None] * 3
        await eventually(lambda: len(one.log) == 3 and len(two.log) == 3)
        assert one.log == two.log == keys

    async def test_hears_no_command(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        heard = Heard()
        await bus.listen("gateway", heard.receive, heard.on_gap)
        await bus.publish([make_command("ai.run"), make_event("cible.added")])
        await eventually(lambda: len(heard.log) == 1)
        assert heard.log == ["cible.added"]

    async def test_hears_one_event_after_the_other(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        heard = Heard(slow=True)
        await bus.listen("gateway", heard.receive, heard.on_gap)
        keys = [f"cible.{number}" for number in range(8)]
        await bus.publish([make_event(key) for key in keys])
        await eventually(lambda: len(heard.log) == 1)
        heard.may_go_on.set()
        await eventually(lambda: len(heard.log) == 8)
        assert heard.log == keys
        assert heard.most_at_once == 1

    async def test_that_lags_loses_the_oldest_and_holds_nobody_up(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        lagging, quick = Heard(slow=True), Heard()
        await bus.listen("gateway", lagging.receive, lagging.on_gap)
        await bus.listen("gateway", quick.receive, quick.on_gap)
        keys = [f"cible.{number}" for number in range(300)]
        for start in range(0, 300, 10):
            assert await bus.publish([make_event(key) for key in keys[start : start + 10]]) == [None] * 10
            await eventually(lambda heard_by_now=start + 10: len(quick.log) == heard_by_now)  # type: ignore[misc]
        assert quick.log == keys
        lagging.may_go_on.set()
        await eventually(lambda: lagging.log[-1] == keys[-1])
        assert len(lagging.log) < 200
        assert lagging.log == sorted(lagging.log, key=keys.index)

    async def test_is_told_of_the_gap_before_the_first_event_after_it(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        heard = Heard()
        listener = await bus.listen("gateway", heard.receive, heard.on_gap)
        await bus.publish([make_event("cible.added")])
        await eventually(lambda: len(heard.log) == 1)
        await broker.lose_connections()
        await eventually(lambda: "gap" in heard.log)
        await eventually(lambda: listener.is_consuming and bus.is_connected)
        await bus.publish([make_event("cible.removed")])
        await eventually(lambda: len(heard.log) == 3)
        assert heard.log == ["cible.added", "gap", "cible.removed"]

    async def test_survives_a_receiver_that_raises(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        heard = Received()

        async def receive(delivery: Delivery) -> None:
            await heard(delivery)
            raise RuntimeError("a bug")

        async def on_gap() -> None:
            raise RuntimeError("another")

        await bus.listen("gateway", receive, on_gap)
        await bus.publish([make_event("cible.added")])
        await heard.wait(1)
        await broker.lose_connections()
        await eventually(lambda: bus.is_connected)
        while len(heard.deliveries) < 2:
            await bus.publish([make_event("cible.added")])
            await asyncio.sleep(0.05)

    async def test_is_silent_once_stopped(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        stopped, going = Heard(), Heard()
        listener = await bus.listen("gateway", stopped.receive, stopped.on_gap)
        await bus.listen("gateway", going.receive, going.on_gap)
        await listener.stop()
        assert not listener.is_consuming
        await bus.publish([make_event("cible.added")])
        await eventually(lambda: len(going.log) == 1)
        assert stopped.log == []


class TestAnEventNobodyHears:
    async def test_is_accepted(self, broker: BrokerUnderTest) -> None:
        assert await (await broker.join()).publish([make_event("cible.added")]) == [None]
