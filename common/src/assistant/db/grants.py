"""Who writes which table, enforced by the database: `python -m assistant.db.grants` after each migration.

Everyone reads everything. Grants are only ever added here: a running service never loses one while they are renewed.
"""

import re
from collections.abc import Mapping
from typing import Literal, get_args

from pydantic import SecretStr
from pydantic_settings import BaseSettings
from sqlalchemy import Connection, make_url, text

from assistant.db.session import make_engine

Role = Literal["gateway", "scenario", "ai", "plan", "search", "purge"]
ROLES: tuple[Role, ...] = get_args(Role)
Rights = Mapping[str, str]
"""Privileges on each table, as GRANT spells them."""

RUNTIME: Rights = {
    "messages": "INSERT",
    "inbox": "INSERT, UPDATE",
    "outbox": "INSERT, DELETE",
    "scenarios": "UPDATE (version, updated_at, statut)",
}
"""What the runtime does around the handlers of every service."""

OWN: Mapping[Role, Rights] = {
    "gateway": {},
    "scenario": {
        "scenarios": "INSERT, UPDATE",
        "objectifs": "INSERT, UPDATE",
        "cibles": "INSERT, UPDATE",
        "ressources": "INSERT, UPDATE",
        "scenario_objectifs": "INSERT, UPDATE, DELETE",
        "scenario_cibles": "INSERT, UPDATE, DELETE",
        "scenario_ressources": "INSERT, UPDATE, DELETE",
        # An imported scenario brings its plan: docs/adr/0007-import-writes-plans.md
        "plans": "INSERT",
        "plan_items": "INSERT",
    },
    "ai": {"ai_replies": "INSERT"},
    "plan": {"plans": "INSERT", "plan_items": "INSERT, UPDATE"},
    "search": {"recherches": "INSERT"},
    "purge": {"messages": "DELETE", "ai_replies": "DELETE", "inbox": "DELETE"},
}
"""What the code of each service writes itself."""

WITHOUT_RUNTIME: frozenset[Role] = frozenset({"gateway", "purge"})


def user_of(role: Role) -> str:
    """The name of the database user of a service."""
    return f"assistant_{role}"


def rights_of(role: Role) -> dict[str, str]:
    """All that a service may write, its runtime's part included."""
    rights = {} if role in WITHOUT_RUNTIME else dict(RUNTIME)
    return {**rights, **OWN[role]}


def grant_statements(role: Role, user: str, database: str) -> list[str]:
    """The GRANT statements for the service user `user`, from any host, on `database`. Both are plain names.

    Raises ValueError for a name that SQL would have to quote.
    """
    account = f"'{_plain(user)}'@'%'"
    return [
        f"GRANT SELECT ON {_plain(database)}.* TO {account}",
        *(f"GRANT {rights} ON {database}.{table} TO {account}" for table, rights in rights_of(role).items()),
    ]


def provision(connection: Connection, database: str, password: str) -> None:
    """Creates the user of each service, or gives it this password, and grants what it needs."""
    for role in ROLES:
        user = user_of(role)
        for verb in ("CREATE USER IF NOT EXISTS", "ALTER USER"):
            connection.execute(text(f"{verb} '{user}'@'%' IDENTIFIED BY :password"), {"password": password})
        for statement in grant_statements(role, user, database):
            connection.execute(text(statement))


def _plain(name: str) -> str:
    if not re.fullmatch(r"\w+", name, re.ASCII):
        raise ValueError(f"{name!r} is no plain name")
    return name


class GrantSettings(BaseSettings):
    """`DATABASE_URL` of an administrator, and the password (`DB_PASS`) that the users of the services share."""

    database_url: str
    db_pass: SecretStr


if __name__ == "__main__":
    settings = GrantSettings()
    with make_engine(settings.database_url).connect() as opened:
        provision(opened, str(make_url(settings.database_url).database), settings.db_pass.get_secret_value())
