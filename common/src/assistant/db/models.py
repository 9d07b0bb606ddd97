"""The tables. Who writes which one is in `assistant.db.grants`."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import JSON, Enum, ForeignKey, Index, MetaData, SmallInteger, String, Text
from sqlalchemy.dialects.mysql import TINYINT
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from assistant.db.types import BigId, Guid, LongBytes, LongText, UtcDateTime, utc_now

TinyInt = SmallInteger().with_variant(TINYINT, "mysql", "mariadb")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
TABLE_OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_unicode_ci"}

Statut = Enum("draft", "ready", name="statut")
Maturite = Enum("awareness", "consideration", "decision", name="maturite")
RessourceType = Enum("article", "video", "webinar", "cas_client", "autre", name="ressource_type")
Auteur = Enum("user", "assistant", "system", name="auteur")
Locale = Enum("fr", "en", name="locale")
InboxState = Enum("running", "completed", "failed", name="inbox_state")


class Base(DeclarativeBase):
    """Declarative base: named constraints, so that migrations can drop what they add."""

    metadata = MetaData(naming_convention=NAMING)


class ScenarioRow(Base):
    __tablename__ = "scenarios"
    __table_args__ = (Index(None, "thematique"), Index(None, "updated_at"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    nom: Mapped[str] = mapped_column(String(150))
    thematique: Mapped[str] = mapped_column(String(150))
    description: Mapped[str] = mapped_column(Text)
    statut: Mapped[str] = mapped_column(Statut, default="draft")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now())
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now())
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ObjectifRow(Base):
    __tablename__ = "objectifs"
    __table_args__ = (Index(None, "label"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    label: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    insight: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)


class CibleRow(Base):
    __tablename__ = "cibles"
    __table_args__ = (Index(None, "label"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    label: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    insight: Mapped[str] = mapped_column(Text, default="")
    persona: Mapped[str] = mapped_column(Text, default="")
    segment: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)


class RessourceRow(Base):
    __tablename__ = "ressources"
    __table_args__ = (Index(None, "titre"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    type: Mapped[str] = mapped_column(RessourceType, default="autre")
    titre: Mapped[str] = mapped_column(String(150))
    url: Mapped[str] = mapped_column(String(255), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    insight: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)


class ScenarioObjectifRow(Base):
    __tablename__ = "scenario_objectifs"
    __table_args__ = (TABLE_OPTIONS,)

    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenarios.id"), primary_key=True)
    objectif_id: Mapped[int] = mapped_column(ForeignKey("objectifs.id"), primary_key=True, index=True)
    priorite: Mapped[int] = mapped_column(TinyInt, default=1)


class ScenarioCibleRow(Base):
    __tablename__ = "scenario_cibles"
    __table_args__ = (TABLE_OPTIONS,)

    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenarios.id"), primary_key=True)
    cible_id: Mapped[int] = mapped_column(ForeignKey("cibles.id"), primary_key=True, index=True)
    maturite: Mapped[str] = mapped_column(Maturite, default="awareness")


class ScenarioRessourceRow(Base):
    __tablename__ = "scenario_ressources"
    __table_args__ = (TABLE_OPTIONS,)

    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenarios.id"), primary_key=True)
    ressource_id: Mapped[int] = mapped_column(ForeignKey("ressources.id"), primary_key=True, index=True)
    usage: Mapped[str] = mapped_column(String(120), default="")


class PlanRow(Base):
    __tablename__ = "plans"
    __table_args__ = (Index(None, "scenario_id"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenarios.id"))
    resume: Mapped[str] = mapped_column(Text)
    generated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now())


class PlanItemRow(Base):
    __tablename__ = "plan_items"
    __table_args__ = (Index(None, "plan_id"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    format: Mapped[str] = mapped_column(String(60))
    message: Mapped[str] = mapped_column(Text)
    canal: Mapped[str] = mapped_column(String(60))
    frequence: Mapped[str] = mapped_column(String(60))
    kpi: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(default=1)


class MessageRow(Base):
    __tablename__ = "messages"
    __table_args__ = (
        Index(None, "scenario_id", "created_at"),
        Index(None, "conversation_id", "id"),
        Index(None, "command_id"),
        Index(None, "ttl"),
        # The page tells messages apart by id: SQLite would give a purged message's id to another one.
        {**TABLE_OPTIONS, "sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    conversation_id: Mapped[UUID | None] = mapped_column(Guid)
    scenario_id: Mapped[int | None] = mapped_column(ForeignKey("scenarios.id"))
    command_id: Mapped[UUID | None] = mapped_column(Guid)
    auteur: Mapped[str] = mapped_column(Auteur)
    contenu: Mapped[str] = mapped_column(LongText)
    locale: Mapped[Literal["fr", "en"] | None] = mapped_column(Locale)
    role_action: Mapped[str | None] = mapped_column(String(60))
    actions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now())
    ttl: Mapped[datetime] = mapped_column(UtcDateTime)


class RechercheRow(Base):
    __tablename__ = "recherches"
    __table_args__ = (Index(None, "scenario_id", "created_at"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenarios.id"))
    requete: Mapped[str] = mapped_column(String(180))
    resultat: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now())


class InboxRow(Base):
    """One row a command: its one outcome. `fingerprint` is null when a cancellation came before the command."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index(None, "state", "expires_at"),
        Index(None, "conversation_id", "state"),
        Index(None, "received_at"),
        TABLE_OPTIONS,
    )

    command_id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    conversation_id: Mapped[UUID | None] = mapped_column(Guid)
    service: Mapped[str] = mapped_column(String(40))
    type: Mapped[str] = mapped_column(String(60))
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(InboxState)
    owner: Mapped[str | None] = mapped_column(String(80))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    terminal: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now())


class OutboxRow(Base):
    """A message to publish, written in the transaction that caused it and deleted once the broker has it."""

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "created_at"), TABLE_OPTIONS)

    seq: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(Guid, unique=True)
    exchange: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(120))
    headers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    body: Mapped[bytes] = mapped_column(LongBytes)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now())


class AiReplyRow(Base):
    """What a model answered, as it arrived: the audit copy, reused when the command is redelivered."""

    __tablename__ = "ai_replies"
    __table_args__ = (Index(None, "created_at"), TABLE_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    command_id: Mapped[UUID] = mapped_column(Guid, index=True)
    provider: Mapped[str] = mapped_column(String(40))
    model: Mapped[str] = mapped_column(String(120))
    prompt_version: Mapped[str] = mapped_column(String(40))
    raw_reply: Mapped[str] = mapped_column(LongText)
    prompt_tokens: Mapped[int | None]
    completion_tokens: Mapped[int | None]
    milliseconds: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now())
    failure: Mapped[str | None] = mapped_column(String(40))
    """The code of the problem that it ends its command with, when it is not whole."""
