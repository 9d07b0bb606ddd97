"""The first tables: the relational model of the product, and what the messaging keeps beside it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UUID = sa.CHAR(36)
MOMENT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
BYTES = sa.LargeBinary().with_variant(mysql.LONGBLOB(), "mysql", "mariadb")
TINY = sa.SmallInteger().with_variant(mysql.TINYINT(), "mysql", "mariadb")

TABLES = (
    "scenarios",
    "objectifs",
    "cibles",
    "ressources",
    "scenario_objectifs",
    "scenario_cibles",
    "scenario_ressources",
    "plans",
    "plan_items",
    "messages",
    "recherches",
    "inbox",
    "outbox",
    "ai_replies",
)


def upgrade() -> None:
    _create_scenarios()
    _create_links()
    _create_plans()
    _create_conversations()
    _create_messaging()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name, if_exists=True)


def _table(name: str, *columns: sa.Column[Any], indexes: Sequence[list[str]] = (), **more: Any) -> None:
    # MariaDB commits each statement: a run that was killed half-way begins again where it stopped.
    op.create_table(
        name,
        *columns,
        if_not_exists=True,
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_unicode_ci",
        **more,
    )
    for names in indexes:
        op.create_index(f"ix_{name}_{'_'.join(names)}", name, names, if_not_exists=True)


def _id(name: str = "id") -> sa.Column[Any]:
    return sa.Column(name, ID, primary_key=True, autoincrement=True)


def _needed(name: str, type_: Any) -> sa.Column[Any]:
    return sa.Column(name, type_, nullable=False)


def _reference(name: str, table: str, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, ID, sa.ForeignKey(f"{table}.id"), **{"nullable": False, **more})


def _create_scenarios() -> None:
    _table(
        "scenarios",
        _id(),
        _needed("nom", sa.String(150)),
        _needed("thematique", sa.String(150)),
        _needed("description", sa.Text()),
        _needed("statut", sa.Enum("draft", "ready", name="statut")),
        _needed("version", sa.Integer()),
        _needed("created_at", MOMENT),
        _needed("updated_at", MOMENT),
        sa.Column("archived_at", MOMENT),
        indexes=[["thematique"], ["updated_at"]],
    )
    _table(
        "objectifs",
        _id(),
        _needed("label", sa.String(120)),
        _needed("description", sa.Text()),
        _needed("insight", sa.Text()),
        _needed("version", sa.Integer()),
        indexes=[["label"]],
    )
    _table(
        "cibles",
        _id(),
        _needed("label", sa.String(120)),
        _needed("description", sa.Text()),
        _needed("insight", sa.Text()),
        _needed("persona", sa.Text()),
        _needed("segment", sa.String(120)),
        _needed("version", sa.Integer()),
        indexes=[["label"]],
    )
    _table(
        "ressources",
        _id(),
        _needed("type", sa.Enum("article", "video", "webinar", "cas_client", "autre", name="ressource_type")),
        _needed("titre", sa.String(150)),
        _needed("url", sa.String(255)),
        _needed("note", sa.Text()),
        _needed("insight", sa.Text()),
        _needed("version", sa.Integer()),
        indexes=[["titre"]],
    )


def _create_links() -> None:
    maturite = sa.Enum("awareness", "consideration", "decision", name="maturite")
    _link("objectif", _needed("priorite", TINY))
    _link("cible", _needed("maturite", maturite))
    _link("ressource", _needed("usage", sa.String(120)))


def _link(kind: str, column: sa.Column[Any]) -> None:
    _table(
        f"scenario_{kind}s",
        _reference("scenario_id", "scenarios", primary_key=True),
        _reference(f"{kind}_id", f"{kind}s", primary_key=True),
        column,
        indexes=[[f"{kind}_id"]],
    )


def _create_plans() -> None:
    _table(
        "plans",
        _id(),
        _reference("scenario_id", "scenarios"),
        _needed("resume", sa.Text()),
        _needed("generated_at", MOMENT),
        indexes=[["scenario_id"]],
    )
    _table(
        "plan_items",
        _id(),
        _reference("plan_id", "plans"),
        _needed("format", sa.String(60)),
        _needed("message", sa.Text()),
        _needed("canal", sa.String(60)),
        _needed("frequence", sa.String(60)),
        _needed("kpi", sa.String(80)),
        _needed("version", sa.Integer()),
        indexes=[["plan_id"]],
    )


def _create_conversations() -> None:
    _table(
        "messages",
        _id(),
        sa.Column("conversation_id", UUID),
        _reference("scenario_id", "scenarios", nullable=True),
        sa.Column("command_id", UUID),
        _needed("auteur", sa.Enum("user", "assistant", "system", name="auteur")),
        _needed("contenu", LONG_TEXT),
        sa.Column("role_action", sa.String(60)),
        _needed("actions", sa.JSON()),
        _needed("created_at", MOMENT),
        _needed("ttl", MOMENT),
        indexes=[["scenario_id", "created_at"], ["conversation_id", "id"], ["command_id"], ["ttl"]],
        sqlite_autoincrement=True,
    )
    _table(
        "recherches",
        _id(),
        _reference("scenario_id", "scenarios"),
        _needed("requete", sa.String(180)),
        _needed("resultat", sa.Text()),
        _needed("created_at", MOMENT),
        indexes=[["scenario_id", "created_at"]],
    )


def _create_messaging() -> None:
    _table(
        "inbox",
        sa.Column("command_id", UUID, primary_key=True),
        sa.Column("conversation_id", UUID),
        _needed("service", sa.String(40)),
        _needed("type", sa.String(60)),
        sa.Column("fingerprint", sa.String(64)),
        _needed("state", sa.Enum("running", "completed", "failed", name="inbox_state")),
        sa.Column("owner", sa.String(80)),
        sa.Column("lease_until", MOMENT),
        sa.Column("expires_at", MOMENT),
        sa.Column("terminal", sa.JSON()),
        _needed("received_at", MOMENT),
        indexes=[["state", "expires_at"], ["conversation_id", "state"], ["received_at"]],
    )
    _table(
        "outbox",
        _id("seq"),
        sa.Column("id", UUID, nullable=False, unique=True),
        _needed("exchange", sa.String(120)),
        _needed("key", sa.String(120)),
        _needed("headers", sa.JSON()),
        _needed("body", BYTES),
        _needed("created_at", MOMENT),
        indexes=[["created_at"]],
    )
    _table(
        "ai_replies",
        _id(),
        _needed("command_id", UUID),
        _needed("provider", sa.String(40)),
        _needed("model", sa.String(120)),
        _needed("prompt_version", sa.String(40)),
        _needed("raw_reply", LONG_TEXT),
        sa.Column("prompt_tokens", sa.Integer()),
        sa.Column("completion_tokens", sa.Integer()),
        _needed("milliseconds", sa.Integer()),
        _needed("created_at", MOMENT),
        indexes=[["command_id"], ["created_at"]],
    )
