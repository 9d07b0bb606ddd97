"""Requests about scenarios as a whole: create, open, list, correct, archive, export, show; and their plan."""

import re

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading import Reading, flat
from ai_service.providers.local.understanding.references import covers, scenario
from ai_service.providers.local.understanding.sentence import Quote
from ai_service.providers.local.understanding.values import clean, split, value_at
from assistant.contracts.base import KINDS, Locale

FORMATS = {
    "json": "json",
    "csv": "csv",
    "excel": "csv",
    "xls": "csv",
    "xlsx": "csv",
    "tableur": "csv",
    "spreadsheet": "csv",
}
NAMED_SHARE = 0.6


def export(reading: Reading) -> Meaning | None:
    """ "exporte en csv", "je peux avoir ça en json ?", "comment je récupère tout ça dans un fichier ?"."""
    if reading.leading & {"ajouter", "retirer", "modifier", "proposer", "chercher", "archiver"} or reading.sentence.url:
        return None
    format_ = next((FORMATS[word.folded] for word in reading.sentence.words if word.folded in FORMATS), None)
    if reading.has("exporter") or format_ or (reading.has("fichier") and reading.has("recuperer")):
        return Meaning("scenario.export", {"format": format_} if format_ else {})
    return None


def update(reading: Reading) -> Meaning | None:
    """A new name, theme or description for the open scenario."""
    if reading.situation.scenario is None or (_is_new(reading) and not reading.has("modifier")):
        return None
    noun = reading.first("scenario")
    if reading.has("thematique") and not reading.kinds and (reading.has("modifier") or reading.sentence.colon):
        value = _replacing(reading) or _value_after(reading)
        return Meaning("scenario.update", {"thematique": value} if value else {})
    if reading.kinds and not (noun and noun.start < reading.nouns[0][1].start):
        return None
    if reading.has("description") and noun and reading.has("modifier", "ajouter"):
        value = _value_after(reading)
        return Meaning("scenario.update", {"description": value} if value else {})
    if "modifier" in reading.families and noun and not reading.leading & {"retirer", "ouvrir", "archiver"}:
        value = _value_after(reading)
        return Meaning("scenario.update", {"nom": value} if value else {})
    return None


_INSTEAD = {
    "fr": re.compile(r"\b(?:pas|plus)\b.{1,120}?\b(?:mais|c'est|plutot)\s+(.+)$"),
    "en": re.compile(r"\b(?:should be|is|to)\s+(?!not\b)(.+?)(?:,| rather| instead| and)\s+(?:not|than|of)\b"),
}


def _replacing(reading: Reading) -> str:
    """The right value of "ce n'est pas X mais Y"."""
    found = _INSTEAD[reading.sentence.locale].search(reading.flat)
    return clean(reading.sentence.raw[found.start(1) : found.end(1)]) if found else ""


def _value_after(reading: Reading) -> str:
    """What follows the first place where a value may begin, past what is being changed."""
    field = reading.first("nom", "thematique", "description", "scenario")
    for start, end in split(reading):
        if field is None or start >= field.start:
            return value_at(reading, end)
    return ""


def archive(reading: Reading) -> Meaning | None:
    """ "archive ce scénario", "ce scénario ne sert plus, vire-le"."""
    noun = reading.first("scenario")
    removing = "retirer" in reading.leading and noun and not reading.kinds and not reading.has("plan", "description")
    if not (reading.has("archiver") or removing) or reading.leading & {"ouvrir", "ajouter", "montrer"}:
        return None
    other = scenario(reading, reading.sentence.words, but=reading.situation.scenario)
    return Meaning("scenario.archive", {"nom": other.nom} if other else {})


def create(reading: Reading) -> Meaning | None:
    """A new scenario, with its name and theme when they are said."""
    if not _is_new(reading) or reading.leading & {"retirer", "archiver", "modifier"}:
        return None
    return Meaning("scenario.create", _name_and_theme(reading))


def _is_new(reading: Reading) -> bool:
    """Whether a scenario that does not exist yet is spoken of: "un scénario", "un nouveau scénario", "another campaign"."""
    for noun in reading.all("scenario"):
        singular = not reading.is_plural(noun)
        fresh = any(0 <= noun.start - new.end <= 2 or 0 <= new.start - noun.end <= 2 for new in reading.all("nouveau"))  # noqa: PLR2004
        before = [named for named, mention in reading.nouns if mention.start < noun.start and named in KINDS]
        if before or not singular or re.search(r"\b(?:existant|existing)\b", reading.flat):
            continue
        determiner = reading.determiner(noun)
        acting = reading.has("creer", "ajouter", "donner", "generer")
        if fresh and determiner not in ("l", "the") and not (reading.leading == {"montrer"}):
            return True
        if acting and (reading.is_indefinite(noun) or not determiner or determiner in _VERBS(reading)):
            return True
    return False


def _VERBS(reading: Reading) -> set[str]:
    return {
        word.folded
        for mention in reading.all("creer", "ajouter", "donner", "generer", "nouveau")
        for word in mention.words
    }


_THEME: dict[Locale, str] = {
    "fr": r"[,(;]?\s*\b(?:(?:avec|sur|pour|dans)\s+)?(?:le |la |comme |pour |un |une )?(?:thematique|theme|sujet)s?\b\s*(?:=|:|de la |du |de l'|des |de |d'|sur |est |c'est |sera |la |le |l')*\s*([^,;()?!]+)\)?"
    r"|[,;(]?\s*\b(?:cote|autour d(?:e la|u|es|e l'|e|')|a propos d(?:e la|u|es|e l'|e|')|dans le domaine d(?:e la|u|es|e l'|e|')|dans le secteur d(?:e la|u|es|e l'|e|')|concernant|axe(?:e)? sur|dedie(?:e)? a|sur|pour)\s+([^,;()?!]+)\)?",
    "en": r"[,(;]?\s*\b(?:(?:with|on|about|in)\s+)?(?:the |a |as )?(?:theme|topic|subject)\b\s*(?:=|:|is |of |on |about |should be |will be )*\s*([^,;()?!]+)\)?"
    r"|[,;(]?\s*\b(?:about|around|regarding|on the topic of|focused on|in the field of|dedicated to|on|for)\s+([^,;()?!]+)\)?",
}
_NAMED: dict[Locale, str] = {
    "fr": r"\b(?:nom|nommee?|nomme[sz]?[- ]l[ea]|qui s'appelle(?:ra)?|s'appelle(?:ra)?|appelee?|appel(?:le|ons|ez)[- ]l[ea]|intitulee?|intitule[- ]l[ea]|baptisee?|baptise[- ]l[ea]|titre|nomme)\s*(?:=|:|est |sera )?\s*",
    "en": r"\b(?:called|named|titled|entitled|name(?:d)? it|call it|name|title|dubbed)\s*(?:=|:|is )?\s*",
}
_PLEASE = {
    "fr": re.compile(r"^(?:s'il|stp|svp|moi\b|toi\b|nous\b|commencer|demarrer|l'instant|ca\b|tester|essayer|voir)"),
    "en": re.compile(r"^(?:me\b|us\b|now|today|starters|it\b|this\b|that\b)"),
}


def _name_and_theme(reading: Reading) -> dict[str, str]:
    """The name is a quotation, what "called" announces, or what follows a colon; the theme is what "about" announces."""
    sentence, locale = reading.sentence, reading.sentence.locale
    noun = reading.first("scenario")
    start = noun.end if noun else 0
    entities: dict[str, str] = {}
    quote = sentence.quotes[0] if sentence.quotes else None
    announced = re.compile(_NAMED[locale]).search(reading.flat, start)
    if quote is not None:
        entities["nom"] = clean(quote.text)
        if len(sentence.quotes) > 1:
            entities["thematique"] = clean(sentence.quotes[1].text)
            return entities
    elif announced is not None:
        entities["nom"] = clean(_name(reading, announced.end()))
    elif sentence.colon and sentence.tail.strip():
        entities["nom"] = clean(_name(reading, sentence.colon[1]))
    theme = _theme(reading, start, quote, entities.get("nom"))
    if theme:
        entities["thematique"] = theme
    return {name: value for name, value in entities.items() if value}


_NAME_END: dict[Locale, str] = {
    "fr": r"[,;()?!]|\b(?:avec|sur|pour|dans)?\s*(?:le |la |comme |pour )?(?:thematique|theme)\b|\.\s|\s[–-]\s|\bet\s+(?:comme\s+)?(?:thematique|theme|sur|le theme)|\ss'il|\sstp|\ssvp",
    "en": r"[,;()?!]|\b(?:with|on|about|in)?\s*(?:the |a |as )?(?:theme|topic)\b|\.\s|\s[–-]\s|\sabout\s|\splease\b",
}


def _name(reading: Reading, start: int) -> str:
    """The name that begins at `start`, up to where the theme or another clause begins."""
    found = re.compile(_NAME_END[reading.sentence.locale]).search(reading.flat, start + 1)
    return reading.sentence.raw[start : found.start() if found else len(reading.sentence.raw)]


def _theme(reading: Reading, start: int, quote: Quote | None, nom: str | None) -> str:
    """The theme announced after the noun, outside the name."""
    text = reading.flat
    if quote is not None:
        text = text[: quote.start] + " " * (quote.end - quote.start) + text[quote.end :]
    taken = flat(nom) if nom else ""
    for found in re.finditer(_THEME[reading.sentence.locale], text[start:]):
        place = 1 if found[1] is not None else 2
        said = found[place].strip()
        if not said or (taken and said in taken) or _PLEASE[reading.sentence.locale].match(said):
            continue
        raw = reading.sentence.raw[start + found.start(place) : start + found.end(place)]
        named = re.search(_NAMED[reading.sentence.locale], flat(raw))
        return clean(raw[: named.start()] if named else raw)
    return ""


def list_all(reading: Reading) -> Meaning | None:
    """ "montre-moi mes scénarios", "c'est quoi les autres scénarios ?"."""
    noun = reading.first("scenario")
    if noun is None or reading.leading & {"retirer", "archiver", "modifier", "ajouter", "chercher"}:
        return None
    existing = bool(re.search(r"\b(?:existant|existing|en cours|disponible|available)", reading.flat))
    if (reading.is_plural(noun) or existing) and not _named_other(reading):
        return Meaning("scenario.list")
    return None


def _named_other(reading: Reading) -> bool:
    return scenario(reading, reading.sentence.words, but=None) is not None


def open_one(reading: Reading) -> Meaning | None:
    """An existing scenario to work on, named well enough."""
    if reading.leading & {"retirer", "archiver", "modifier", "ajouter", "chercher", "proposer"}:
        return None
    other = scenario(reading, reading.sentence.words, but=reading.situation.scenario)
    opening = reading.has("ouvrir") or (reading.has("scenario") and not reading.kinds)
    if other is None:
        wanted = reading.has("ouvrir") and reading.has("scenario")
        return clarify("scenario.open", "scenario.list") if wanted else None
    words = reading.unread("ouvrir", "scenario", "montrer", "donner", "politesse", "vague")
    if opening or (covers(other.nom, words, reading.sentence.locale) >= NAMED_SHARE and not reading.kinds):
        return Meaning("scenario.open", {"nom": other.nom})
    return None


_SHOWING = ("montrer", "etat")


def plan(reading: Reading) -> Meaning | None:
    """ "génère le plan", "refais le plan"; "montre-moi le plan" shows it."""
    noun = reading.first("plan")
    if noun is None or (reading.nouns and reading.nouns[0][1].start < noun.start and not reading.has("generer")):
        return None
    if reading.leading & {"chercher"} or ("ajouter" in reading.leading and reading.kinds):
        return None
    if "retirer" in reading.leading:
        return clarify("plan.generate", "scenario.show")
    if reading.leading & {"montrer"} and not _regenerates(reading):
        return Meaning("scenario.show")
    if reading.nouns and "proposer" in reading.leading and reading.nouns[0][1].start < noun.start:
        return None
    return Meaning("plan.generate")


def _regenerates(reading: Reading) -> bool:
    shown, made = reading.first("montrer"), reading.first("generer")
    return bool(
        shown
        and made
        and made.start < shown.start
        and made.words[0].folded not in ("fais", "fait", "faire", "get", "have", "give")
    )


def show(reading: Reading) -> Meaning | None:
    """The state of the scenario or of a part of it."""
    if reading.situation.scenario is None and not reading.kinds:
        return None
    if reading.leading & {"retirer", "modifier", "ajouter", "chercher", "retenir"}:
        return None
    if reading.has("etat") and not reading.has("proposer"):
        return Meaning("scenario.show")
    noun = reading.nouns[0][1] if reading.nouns else reading.first("scenario")
    if noun is None or not reading.has("montrer", "question", "donner"):
        return None
    held = (
        reading.has("possessif")
        or reading.is_definite(noun)
        or re.search(r"\bcombien d|\bhow many\b|\bdo (?:i|we) have\b|\bj'ai\b|\bon a\b", reading.flat)
    )
    if (
        held
        and reading.has("montrer", "question")
        and not reading.has("proposer", "viser", "autres")
        and not _advises(reading)
    ):
        return Meaning("scenario.show")
    return None


_ADVICE = re.compile(r"\b(?:devrais|devrait|pourrais|pourrait|faudrait|conviendrai\w*|should|could|would you)\b")


def _advises(reading: Reading) -> bool:
    return bool(_ADVICE.search(reading.flat))
