"""Column types and SQL functions that behave the same on MariaDB and SQLite."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, BigInteger, DateTime, Dialect, Integer, LargeBinary, Text, TypeDecorator
from sqlalchemy.dialects.mysql import DATETIME, LONGBLOB, MEDIUMTEXT
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

BigId = BigInteger().with_variant(Integer, "sqlite")
LongBytes = LargeBinary().with_variant(LONGBLOB, "mysql", "mariadb")
LongText = Text().with_variant(MEDIUMTEXT, "mysql", "mariadb")


class Guid(TypeDecorator[UUID]):
    """A UUID kept as char(36), readable by hand in the database."""

    impl = CHAR(36)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        return None if value is None else UUID(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime with microseconds, kept without a zone: every session runs at +00:00."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name in ("mysql", "mariadb"):
            return dialect.type_descriptor(DATETIME(fsp=6))
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class utc_now(FunctionElement[datetime]):  # noqa: N801 - reads as the SQL function it is
    """The database's clock, `seconds` from now (whole seconds, may be negative). Leases compare with it alone."""

    type = UtcDateTime()
    inherit_cache = False  # `seconds` is part of the SQL text

    def __init__(self, seconds: int = 0) -> None:
        super().__init__()
        self.seconds = int(seconds)


@compiles(utc_now, "mysql")
@compiles(utc_now, "mariadb")
def _utc_now_mysql(element: utc_now, compiler: Any, **kw: Any) -> str:
    return f"(UTC_TIMESTAMP(6) + INTERVAL {element.seconds} SECOND)"


@compiles(utc_now, "sqlite")
def _utc_now_sqlite(element: utc_now, compiler: Any, **kw: Any) -> str:
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', '{element.seconds:+d} seconds')"
