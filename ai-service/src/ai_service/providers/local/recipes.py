"""The lines that plans are made from, one YAML file a language."""

from functools import cache
from importlib.resources import files

import yaml

from assistant.contracts.base import Contract, Locale, Maturite, RessourceType

STAGES: tuple[Maturite, ...] = ("awareness", "consideration", "decision")


class Recipe(Contract):
    """One line of a plan with slots; `etape` is the stage of a line made from a resource."""

    format: str
    message: str
    canal: str
    frequence: str
    kpi: str
    etape: Maturite | None = None


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
