"""Requests about existing scenarios as a whole: open, list, correct, archive, export."""

import re

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.names import NAMED_SHARE, covers
from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.references import entity, scenario
from ai_service.providers.local.understanding.reading.values import clean, names_a_value, openings, value_at
from ai_service.providers.local.understanding.rules.closed_fields import closed_fields
from ai_service.providers.local.understanding.rules.creation import is_new, makes_one

COMMON = ("situation", "creer", "generer", "donner", "ajouter", "buts")
"""Families whose words tell no scenario from another."""

FEW_TOLD = 2
"""Beside so few words, one of a name is enough to mean it."""


def export(reading: Reading) -> Meaning | None:
    """A file: "exporte en csv", "je peux avoir ça en json ?", "comment je récupère tout ça dans un fichier ?"."""
    other = {"ajouter", "retirer", "modifier", "proposer", "chercher", "archiver"}
    if is_new(reading) and not reading.says("existant"):
        return None
    saving = reading.has("fichier") and not reading.nouns
    if (reading.leading & other and not reading.has("exporter") and not saving) or reading.sentence.url:
        return None
    if reading.has("exporter") or _format(reading) or (reading.has("fichier") and reading.has("recuperer")):
        return exported(reading)
    return None


def on_paper(reading: Reading) -> Meaning | None:
    """A printable file of what there is, whatever verb asks for it: "fais-moi un PDF du plan"."""
    whole = reading.has("plan", "scenario", "tous", "vague")
    asked = reading.says("papier") and whole and not is_new(reading)
    return exported(reading) if asked and not reading.leading & {"ajouter", "retirer", "modifier"} else None


def exported(reading: Reading) -> Meaning:
    """The export, once it is known to be asked."""
    format_ = _format(reading)
    return Meaning("scenario.export", {"format": format_} if format_ else {})


def _format(reading: Reading) -> str | None:
    formats = reading.lexicon.formats
    return next((formats[word.folded] for word in reading.sentence.words if word.folded in formats), None)


def update(reading: Reading) -> Meaning | None:
    """A new name, theme or description for the open scenario."""
    renaming = reading.has("nommer") and reading.has("scenario") and not reading.kinds and not is_new(reading)
    changing = reading.has("modifier", "rectifier") or "modifier" in reading.leading or renaming
    if reading.situation.scenario is None or (is_new(reading) and (not changing or makes_one(reading))):
        return None
    if _turns_to(reading):
        return None
    noun = reading.first("scenario")
    stated = changing or reading.sentence.colon or reading.has("ajouter")
    theme = reading.first("thematique")
    # A kind named after it is part of the value: "le thème, c'est Ressources humaines".
    if theme and stated and not (reading.kinds and reading.nouns[0][1].start < theme.start):
        return _set(reading, "thematique", _corrected(reading) or _new_value(reading))
    if reading.kinds and not (noun and noun.start < reading.nouns[0][1].start):
        return None
    if reading.has("description") and noun and stated:
        return _set(reading, "description", _new_value(reading))
    if noun and changing and not reading.leading & {"retirer", "ouvrir", "archiver", "chercher", "proposer"}:
        return _set(reading, "nom", _new_value(reading))
    return _alone(reading) if changing and not reading.kinds else None


def _alone(reading: Reading) -> Meaning | None:
    """A new value for a field of nothing that is named: "le nom ne va pas, renomme en X", "call this one X"."""
    field = reading.first("nom", "description")
    named = any(len(mention.words) > 1 for mention in reading.all("nommer"))
    if entity(reading, reading.sentence.words) or not (reading.is_definite(field) if field else named):
        return None
    value = _new_value(reading)
    return Meaning("scenario.update", {field.family if field else "nom": value}) if value else None


def updated(reading: Reading) -> Meaning | None:
    """The correction of the open scenario, once it is known to be asked."""
    if reading.situation.scenario is None or _turns_to(reading):
        return None
    name = next((name for name in ("thematique", "description") if reading.has(name)), "nom")
    value = (_corrected(reading) if name == "thematique" else "") or _new_value(reading)
    return Meaning("scenario.update", {name: value} if value else {})


def _set(reading: Reading, name: str, value: str) -> Meaning | None:
    if value or "modifier" in reading.leading or "ajouter" in reading.leading:
        return Meaning("scenario.update", {name: value} if value else {})
    return None


def _corrected(reading: Reading) -> str:
    """The right value of "ce n'est pas X mais Y"."""
    found = reading.find("au_lieu")
    if found is None or found.lastindex is None:
        return ""
    start, end = found.span(found.lastindex)
    return clean(reading.sentence.raw[start:end], reading.sentence.locale)


def _new_value(reading: Reading) -> str:
    """The new value, without what is only told after it: "…Agrivoltaïsme, le terme que l'on emploie désormais"."""
    if reading.sentence.quotes or reading.has("description"):
        return _announced(reading)
    aside = reading.find("incise")
    if aside is not None:
        raw = reading.sentence.raw
        reading = read(f"{raw[: aside.start()]} {raw[aside.end() :].lstrip()}", reading.situation)
    value = _announced(reading)
    story = reading.lexicon.pattern("suite").search(flat(value), 1)
    return value[: story.start()] if story else value


def _announced(reading: Reading) -> str:
    """What follows the first place where a value may begin, past what is being changed."""
    whole = (mention for mention in reading.all("modifier") if len(mention.words) > 1)
    named = reading.first("nom", "thematique", "description", "scenario") or next(whole, None)
    if not reading.sentence.quotes and not reading.sentence.colon and named:
        better = reading.find("mieux", named.end) or _renaming(reading, named.end)
        if better:
            start = better.start(better.lastindex) if better.lastindex else better.end()
            return clean(reading.sentence.raw[start:], reading.sentence.locale)
    colon = reading.sentence.colon
    if colon and named and not reading.sentence.quotes and names_a_value(reading, named.end, colon[0]):
        # "renomme le scénario SOC managé : hiver": a colon in the name.
        return clean(reading.sentence.raw[named.end :], reading.sentence.locale)
    for start, end in openings(reading):
        if reading.sentence.quotes or named is None or start >= named.start:
            return value_at(reading, end)
    after = reading.sentence.raw[named.end :].strip() if named else ""
    return clean(after, reading.sentence.locale) if after[:1].isupper() else ""


def _renaming(reading: Reading, start: int) -> re.Match[str] | None:
    """Where "appelle-le" or "call it" ends; a field's bare name does not rename."""
    return next(
        (
            found
            for found in reading.lexicon.pattern("nomme").finditer(reading.flat, start)
            if found[0].strip() not in ("nom", "titre", "name", "title")
        ),
        None,
    )


def archive(reading: Reading) -> Meaning | None:
    """The end of a scenario: "archive ce scénario", "ce scénario ne sert plus, vire-le"."""
    noun = reading.first("scenario")
    removing = "retirer" in reading.leading and noun and not reading.kinds and not reading.has("plan", "description")
    put_away = any(len(mention.words) > 1 for mention in reading.all("archiver"))
    elsewhere = reading.leading & {"ouvrir", "ajouter", "montrer"} and not put_away
    closing = reading.has("clore") and noun and reading.is_definite(noun) and not reading.kinds
    sorted_ = reading.kinds and not noun and closed_fields(reading)
    if not (reading.has("archiver") or removing or closing) or elsewhere or sorted_ or reading.has("plan"):
        return None
    return archived(reading)


def archived(reading: Reading) -> Meaning:
    """The end of a scenario, once it is known to be asked: the open one unless another is named."""
    other = scenario(reading, reading.sentence.words, but=reading.situation.scenario)
    return Meaning("scenario.archive", {"nom": other.nom} if other else {})


def list_all(reading: Reading) -> Meaning | None:
    """All of them: "montre-moi mes scénarios", "c'est quoi les autres scénarios ?"."""
    noun = reading.first("scenario")
    if reading.says("la_liste") and not reading.kinds and not reading.leading & {"retirer", "ajouter", "proposer"}:
        return Meaning("scenario.list")
    if reading.says("liste_de_scenarios") and not reading.leading & {"retirer", "archiver"}:
        return Meaning("scenario.list")
    choosing = reading.leading == {"retenir"} and noun and reading.is_indefinite(noun)
    if noun is None or reading.leading & {"retirer", "archiver", "modifier", "ajouter", "chercher"}:
        return None
    if reading.has("chercher", "inspiration") and not reading.has("possessif"):
        return None
    several = reading.is_plural(noun) or reading.says("existant") or choosing
    named = scenario(reading, reading.sentence.words, but=None)
    return Meaning("scenario.list") if several and named is None and not reading.kinds else None


def open_one(reading: Reading) -> Meaning | None:
    """An existing scenario to work on, named well enough."""
    elsewhere = {"retirer", "archiver", "ajouter", "chercher", "proposer"} | (
        set[str]() if _turns_to(reading) else {"modifier"}
    )
    if reading.leading & elsewhere or reading.kinds:
        return None
    other = scenario(reading, reading.sentence.words, but=reading.situation.scenario)
    if other is None:
        opened = reading.has("ouvrir") or _turns_to(reading)
        unknown = opened and reading.has("scenario") and not reading.has("etat", "montrer")
        unknown = unknown or reading.says("changer_de_scenario")
        return clarify("scenario.open", "scenario.list") if unknown else None
    words = reading.unread("ouvrir", "scenario", "montrer", "donner", "politesse", "vague")
    noun = reading.first("scenario")
    spoken_of = noun is not None and reading.is_definite(noun) and not reading.sentence.quotes
    people = {word.start for mention in reading.all("personnes") for word in mention.words}
    named = covers(other.nom, words, reading.sentence.locale) >= NAMED_SHARE and _is_spoken_of(other, reading)
    # "plus de PME" names no scenario that is about them.
    named = named and any(word.start not in people for word in words)
    if reading.has("ouvrir") or spoken_of or named:
        return Meaning("scenario.open", {"nom": other.nom})
    return None


def _turns_to(reading: Reading) -> bool:
    """Whether it is to a scenario that one passes, which changes nothing: "on passe au scénario logistique"."""
    passing = reading.find("passons_a")
    return passing is not None and any(noun.start == passing.end() for noun in reading.all("scenario"))


def opened(reading: Reading) -> Meaning | None:
    """The opening, once it is known to be asked, of the scenario that is named."""
    other = scenario(reading, reading.sentence.words, but=reading.situation.scenario)
    if other is None or not (reading.has("ouvrir") or _is_spoken_of(other, reading)):
        return None
    return Meaning("scenario.open", {"nom": other.nom})


def mention(reading: Reading) -> Meaning | None:
    """With no scenario open, one that is merely spoken of is the one to open: "on avait commencé le SIRH"."""
    if reading.situation.scenario is not None or reading.kinds or reading.has("hors_sujet"):
        return None
    noun = reading.first("scenario")
    if noun and not reading.is_definite(noun):
        return None
    spoken_of = scenario(reading, reading.sentence.words, but=None)
    return Meaning("scenario.open", {"nom": spoken_of.nom}) if spoken_of and _is_spoken_of(spoken_of, reading) else None


def _is_spoken_of(known: ScenarioName, reading: Reading) -> bool:
    """Whether a sentence means a scenario that it shares words with.

    When it tells of an offer or a launch, enough of it must belong to the name: "Lancement offre solaire" is not meant
    by "on lance une offre d'audit".
    """
    launched = any(verb.words[0].folded.startswith(("lanc", "launch")) for verb in reading.all("creer"))
    passing = reading.find("passons_a")
    telling = [word for word in reading.unread(*COMMON) if passing is None or word.start >= passing.end()]
    pointed = reading.has("ouvrir", "scenario") or reading.says("celui_la")
    pointed = pointed or (len(telling) <= FEW_TOLD and not reading.says("volonte"))
    told = launched or reading.has("situation") or not pointed
    return not told or covers(f"{known.nom} {known.thematique}", telling, reading.sentence.locale) >= NAMED_SHARE
