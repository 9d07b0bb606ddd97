"""The curated inspirations, as `catalogue.yaml` holds them."""

from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.contracts.base import Kind, Locale
from assistant.contracts.entities import Resultat
from assistant.contracts.proposals import PROPOSAL, Proposal

GENERAL = "general"
"""The theme whose inspirations suit any scenario."""


class Content(BaseModel):
    """The texts of an inspiration in one language, and the payload of the entity it suggests."""

    model_config = ConfigDict(frozen=True)

    titre: str
    extrait: str
    recommandation_action: str
    source: str
    payload: dict[str, Any]


class Inspiration(Content):
    """One entry; its own texts are French. `themes` are slugs, the main one first; `type` is what using it creates."""

    id: str
    themes: tuple[str, ...] = Field(min_length=1)
    type: Kind
    en: Content

    def content(self, locale: Locale) -> Content:
        return self if locale == "fr" else self.en

    def resultat(self, locale: Locale) -> Resultat:
        texts = self.content(locale).model_dump(include={"titre", "extrait", "recommandation_action", "source"})
        return Resultat(type=self.type, **texts)

    def proposal(self, locale: Locale) -> Proposal:
        return PROPOSAL.validate_python({"kind": self.type, **self.content(locale).payload})


class Theme(BaseModel):
    """A theme: its name and, by language, the words of a request that point to it."""

    model_config = ConfigDict(frozen=True)

    fr: str
    en: str
    mots: dict[Locale, tuple[str, ...]]


class Catalogue(BaseModel):
    model_config = ConfigDict(frozen=True)

    themes: dict[str, Theme]
    inspirations: tuple[Inspiration, ...]


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that ships with the service, read once. Raises pydantic's ValidationError when it is malformed."""
    content = resources.files("search_service").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return Catalogue.model_validate(yaml.safe_load(content))
