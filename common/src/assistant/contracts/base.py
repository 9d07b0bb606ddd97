"""The base model and the constrained types that all contracts share.

Lengths are those of the tables (docs/architecture.md, "Data"): a text that passes here always fits its column.
"""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AnyHttpUrl, BaseModel, ConfigDict, StringConstraints, TypeAdapter
from pydantic_core import PydanticCustomError

Locale = Literal["fr", "en"]
Kind = Literal["objectif", "cible", "ressource"]
MIN_PLAN_ITEMS, MAX_PLAN_ITEMS = 6, 14
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
        # Without the slashes a browser would take it for an address of this site.
        if "//" not in value:
            raise PydanticCustomError("url_parsing", "an address begins with http:// or https://")
        _HTTP_URL.validate_python(value)
    return value


_HTTP_URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl)


def _as_utc(value: datetime) -> datetime:
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise ValueError("no such moment in UTC") from None


def _readable(value: str) -> str:
    if _CONTROL.search(value):
        raise PydanticCustomError("control_character", "control characters are not allowed")
    if value and all(unicodedata.category(char) in _INVISIBLE for char in value):
        raise PydanticCustomError("string_too_short", "something that can be seen is needed", {"min_length": 1})
    return value


def _on_one_line(value: str) -> str:
    return _LINE_BREAKS.sub(" ", value)


# NUL and its like show as nothing and break exports; tabs and line breaks are people's.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_BREAKS = re.compile(r"[\t\r\n\u2028\u2029]+")
_INVISIBLE = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})
_READABLE = AfterValidator(_readable)
_LINE = AfterValidator(lambda value: _readable(_on_one_line(value)))


def _trimmed(max_length: int, min_length: int = 1) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=min_length, max_length=max_length)


Nom = Annotated[str, _trimmed(150), _LINE]
Thematique = Annotated[str, _trimmed(150), _LINE]
Label = Annotated[str, _trimmed(120), _LINE]
Titre = Annotated[str, _trimmed(150), _LINE]
Segment = Annotated[str, _trimmed(120, 0), _LINE]
Usage = Annotated[str, _trimmed(120, 0), _LINE]
LongText = Annotated[str, _trimmed(4000, 0), _READABLE]
Requete = Annotated[str, _trimmed(180), _LINE]
Search = Annotated[str, _trimmed(150, 0), _LINE]
Consigne = Annotated[str, _trimmed(500, 0), _READABLE]
ChatText = Annotated[str, _trimmed(4000), _READABLE]
Url = Annotated[str, _trimmed(255, 0), _LINE, AfterValidator(_http_url)]
PlanField = Annotated[str, _trimmed(60), _LINE]
PlanMessage = Annotated[str, _trimmed(2000), _READABLE]
Kpi = Annotated[str, _trimmed(80), _LINE]
UtcDatetime = Annotated[datetime, AfterValidator(_as_utc)]

Maturite = Literal["awareness", "consideration", "decision"]
RessourceType = Literal["article", "video", "webinar", "cas_client", "autre"]
Statut = Literal["draft", "ready"]
Auteur = Literal["user", "assistant", "system"]
