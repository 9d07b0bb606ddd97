"""The lines that plans are made from, one YAML file a language."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from ai_service.providers.local.evidence import LOCALES, place_of
from ai_service.providers.local.planning.dates import coming
from assistant.contracts.base import Contract, Locale, Maturite, RessourceType

USUAL = 12
"""The weeks that the lines are written for."""

STAGES: tuple[Maturite, ...] = ("awareness", "consideration", "decision")


class Recipe(Contract):
    """One line of a plan with slots; `etape` is the stage of a line made from a resource.

    `noms` are the other names of its format, by which an objective names it as its means, but for the expressions of
    `sauf`, where they say something else ("tout l’atelier"); `compte` is what its measure counts. `frequence_breve` and
    `kpi_bref` stand for those that take longer than the plan lasts. A line `sur_demande` is only for what asks for it.
    A line made from a resource stands for those of its own format, and for those of `remplace`; with `tous` it is made
    from all the resources of its sort, else they are shared between the lines of that sort.
    """

    format: str
    message: str
    canal: str
    frequence: str
    kpi: str
    etape: Maturite | None = None
    noms: tuple[str, ...] = ()
    sauf: tuple[str, ...] = ()
    compte: tuple[str, ...] = ()
    sur_demande: bool = False
    frequence_breve: str = ""
    kpi_bref: str = ""
    remplace: tuple[str, ...] = ()
    tous: bool = False


class Genre(Contract):
    """What a content of a type is, told by its title ("calculateur"): a tool or an audience is no document to download.

    With `date_a_venir`, a date to come tells it too.
    """

    type: RessourceType
    titres: tuple[str, ...]
    date_a_venir: bool = False


class Recipes(Contract):
    """The lines a plan is made from, and the sentences of its summary; those of `ressources` by type or by genre.

    `semaines` is how long the plan lasts.
    """

    resume: dict[str, str]
    objectifs: dict[Maturite, list[str]]
    etapes: dict[Maturite, list[Recipe]]
    ressources: dict[str, list[Recipe]]
    genres: dict[str, Genre]
    semaines: int = USUAL

    def lines(self) -> list[Recipe]:
        """All its lines, those of the stages first."""
        return [line for group in (self.etapes, self.ressources) for lines in group.values() for line in lines]

    def genre_of(self, type_: RessourceType, titre: str, since: date) -> str:
        """By which of `ressources` a content is put to use: its genre, else its type; `since` stands for today.

        A title may be in either language, whichever the plan is in; of two genres that it names, the first is what the
        content is ("Guide du salon").
        """
        found: dict[str, int] = {}
        for name in (name for name, genre in self.genres.items() if genre.type == type_):
            if self.genres[name].date_a_venir and coming(titre, since):
                return name
            places = (place_of(recipes(locale).genres[name].titres, titre, locale) for locale in LOCALES)
            if said := [place for place in places if place is not None]:
                found[name] = min(said)
        return min(found, key=lambda name: found[name], default=type_)


@cache
def recipes(locale: Locale) -> Recipes:
    """The lines in one language, read once. Raises pydantic's ValidationError when the file is wrong."""
    content = (files("ai_service.providers.local") / "knowledge" / "plan" / f"{locale}.yaml").read_text(
        encoding="utf-8"
    )
    return Recipes.model_validate(yaml.safe_load(content))
