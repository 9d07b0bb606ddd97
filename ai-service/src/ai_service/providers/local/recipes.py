"""The lines that plans are made from, one YAML file a language."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from ai_service.providers.local.evidence import spoken, telling
from ai_service.providers.local.wishes import spelt
from assistant.contracts.base import Contract, Locale, Maturite, RessourceType

STAGES: tuple[Maturite, ...] = ("awareness", "consideration", "decision")


class Recipe(Contract):
    """One line of a plan with slots; `etape` is the stage of a line made from a resource.

    `noms` are the other names of its format, and of what it brings. `frequence_breve` and `kpi_bref` stand for those
    that take longer than the plan lasts.
    """

    format: str
    message: str
    canal: str
    frequence: str
    kpi: str
    etape: Maturite | None = None
    noms: tuple[str, ...] = ()
    frequence_breve: str = ""
    kpi_bref: str = ""


class Echo(NamedTuple):
    """How many words a recipe shares with a text, by where it says them; the format tells more than the channel."""

    format: int = 0
    canal: int = 0
    kpi: int = 0


class Recipes(Contract):
    """The lines a plan is made from, and the sentences of its summary."""

    resume: dict[str, str]
    objectifs: dict[Maturite, list[str]]
    etapes: dict[Maturite, list[Recipe]]
    ressources: dict[RessourceType, list[Recipe]]


@cache
def recipes(locale: Locale) -> Recipes:
    """The lines in one language, read once. Raises pydantic's ValidationError when the file is wrong."""
    content = (files(__package__) / "knowledge" / "plan" / f"{locale}.yaml").read_text(encoding="utf-8")
    return Recipes.model_validate(yaml.safe_load(content))


@lru_cache(maxsize=4096)
def echo(recipe: Recipe, said: str, locale: Locale) -> Echo:
    """What a recipe shares with what is said, leaving aside the words found everywhere."""
    own = frozenset(telling(spelt(said), locale))
    format_, canal, kpi = (
        len(own & frozenset(telling(spelt(part), locale))) for part in (recipe.format, recipe.canal, recipe.kpi)
    )
    return Echo(format_ + len(spoken(recipe.noms, said, locale)), canal, kpi)
