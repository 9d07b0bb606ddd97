"""The bus that an address names."""

from urllib.parse import urlsplit

from assistant.bus.base import Bus
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker


def create_bus(url: str) -> Bus:
    """Not connected yet. `amqp://…` or `amqps://…` is RabbitMQ; `memory:` is a broker of its own in this process.

    Participants that share a broker in one process are each given `MemoryBus(broker)` instead.

    Raises:
        ValueError: an address of another kind.
    """
    scheme = urlsplit(url).scheme
    if scheme == "memory":
        return MemoryBus(MemoryBroker())
    if scheme in {"amqp", "amqps"}:
        from assistant.bus.rabbit_bus import RabbitBus  # noqa: PLC0415 - the embedded mode runs without aio-pika

        return RabbitBus(url)
    raise ValueError(f"no bus for {scheme or 'an address without a scheme'}: amqp://, amqps:// or memory: is needed")
