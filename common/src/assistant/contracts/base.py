"""The base model and the constrained types that all contracts share.

Lengths are those of the tables (docs/architecture.md, "Data"): a text that passes here always fits its column.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AnyHttpUrl, BaseModel, ConfigDict, StringConstraints, TypeAdapter

Locale = Literal["fr", "en"]
Kind = Literal["objectif", "cible", "ressource"]
KINDS: tuple[Kind, ...] = ("objectif", "cible", "ressource")


class Contract(BaseModel):
    """Base of every contract: immutable, and unknown fields are refused so that a typo is never silently dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


def _http_url(value: str) -> str:
    if value:
        _HTTP_URL.validate_python(value)
    return value


_HTTP_URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl)


def _as_utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _trimmed(max_length: int, min_length: int = 1) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=min_length, max_length=max_length)


Nom = Annotated[str, _trimmed(150)]
Thematique = Annotated[str, _trimmed(150)]
Label = Annotated[str, _trimmed(120)]
Titre = Annotated[str, _trimmed(150)]
Segment = Annotated[str, _trimmed(120, 0)]
Usage = Annotated[str, _trimmed(120, 0)]
LongText = Annotated[str, _trimmed(4000, 0)]
Requete = Annotated[str, _trimmed(180)]
ChatText = Annotated[str, _trimmed(4000)]
Url = Annotated[str, _trimmed(255, 0), AfterValidator(_http_url)]
PlanField = Annotated[str, _trimmed(60)]
PlanMessage = Annotated[str, _trimmed(2000)]
Kpi = Annotated[str, _trimmed(80)]
UtcDatetime = Annotated[datetime, AfterValidator(_as_utc)]

Maturite = Literal["awareness", "consideration", "decision"]
RessourceType = Literal["article", "video", "webinar", "cas_client", "autre"]
Statut = Literal["draft", "ready"]
Auteur = Literal["user", "assistant", "system"]
