"""The base model and the constrained types that all contracts share.

Lengths are those of the tables (docs/architecture.md, "Data"): a text that passes here always fits its column.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AnyHttpUrl, BaseModel, ConfigDict, StringConstraints, TypeAdapter
from pydantic_core import PydanticCustomError

Locale = Literal["fr", "en"]
Kind = Literal["objectif", "cible", "ressource"]
KINDS: tuple[Kind, ...] = ("objectif", "cible", "ressource")


class Contract(BaseModel):
    """Base of every contract: immutable, and unknown fields are refused so that a typo is never silently dropped.

    Errors do not repeat what people wrote, for they are logged.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_serialization_defaults_required=True, hide_input_in_errors=True
    )


def _http_url(value: str) -> str:
    if value:
        _HTTP_URL.validate_python(value)
    return value


_HTTP_URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl)


def _as_utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _without_control_characters(value: str) -> str:
    if _CONTROL.search(value):
        raise PydanticCustomError("control_character", "control characters are not allowed")
    return value


# NUL and its like show as nothing and break exports; tabs and line breaks are people's.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_VISIBLE = AfterValidator(_without_control_characters)


def _trimmed(max_length: int, min_length: int = 1) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=min_length, max_length=max_length)


Nom = Annotated[str, _trimmed(150), _VISIBLE]
Thematique = Annotated[str, _trimmed(150), _VISIBLE]
Label = Annotated[str, _trimmed(120), _VISIBLE]
Titre = Annotated[str, _trimmed(150), _VISIBLE]
Segment = Annotated[str, _trimmed(120, 0), _VISIBLE]
Usage = Annotated[str, _trimmed(120, 0), _VISIBLE]
LongText = Annotated[str, _trimmed(4000, 0), _VISIBLE]
Requete = Annotated[str, _trimmed(180), _VISIBLE]
ChatText = Annotated[str, _trimmed(4000), _VISIBLE]
Url = Annotated[str, _trimmed(255, 0), _VISIBLE, AfterValidator(_http_url)]
PlanField = Annotated[str, _trimmed(60), _VISIBLE]
PlanMessage = Annotated[str, _trimmed(2000), _VISIBLE]
Kpi = Annotated[str, _trimmed(80), _VISIBLE]
UtcDatetime = Annotated[datetime, AfterValidator(_as_utc)]

Maturite = Literal["awareness", "consideration", "decision"]
RessourceType = Literal["article", "video", "webinar", "cas_client", "autre"]
Statut = Literal["draft", "ready"]
Auteur = Literal["user", "assistant", "system"]
