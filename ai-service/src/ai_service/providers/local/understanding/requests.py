"""Requests for something to be thought up or found: proposals, a search."""

import re

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading import Reading
from ai_service.providers.local.understanding.values import clean
from assistant.contracts.base import Kind, Locale


def search(reading: Reading) -> Meaning | None:
    """ "cherche des inspirations sur NIS2", "va voir ce qui se fait sur la marque employeur"."""
    if not reading.has("chercher") or reading.leading & {"ajouter", "retirer", "modifier"}:
        if not _finds_content(reading):
            return None
    generic = [kind for kind, mention in reading.nouns if mention.family != "contenu"]
    if generic and not reading.has("inspiration") and not _topic(reading.flat, reading.sentence.locale):
        return None
    if reading.has("proposer") and generic:
        return None
    request = _request(reading)
    return Meaning("search.run", {"requete": request} if request else {})


def _finds_content(reading: Reading) -> bool:
    """ "trouve-moi des études de cas sur l'hydrogène" is a search, "trouve-moi des cibles" is not."""
    finding = re.search(r"\b(?:trouve|trouver|trouves|find)\b", reading.flat)
    return bool(finding and reading.has("contenu") and _topic(reading.flat, reading.sentence.locale))


_TOPIC: dict[Locale, str] = {
    "fr": r"\b(?:sur|concernant|a propos d(?:e la|u|es|e l'|e|')|autour d(?:e la|u|es|e l'|e|')|au sujet d(?:e la|u|es|e l'|e|')|en matiere d(?:e|')|relatif a|cote)\s+(?!internet|le web|google|le net|la toile|linkedin\b)",
    "en": r"\b(?:on|about|around|regarding|concerning|related to|in terms of)\s+(?!the web|the internet|the net|google|line\b)",
}
_FILLER: dict[Locale, str] = {
    "fr": r"^(?:[\s,:-]|\b(?:moi|nous|toi|des|de|d'|les|la|le|l'|un|une|quelques|infos?|informations?|donnees|quelque chose|ce qu'on (?:trouve|dit|fait)|ce qui se (?:fait|dit)|ce que font les autres|inspirations?|inspi|idees|exemples?|pour|si|il y a|qu'il y a|voir|stp|svp|a faire|par|sur internet|sur le web|en ligne)(?=[\s,:']|$))+",
    "en": r"^(?:[\s,:-]|\b(?:me|us|for|some|any|a|the|info|information|data|something|what others (?:do|are doing)|what is said|inspirations?|ideas|examples?|of|up|online|on the web|on the internet|out there)(?=[\s,:]|$))+",
}


def _topic(text: str, locale: Locale) -> re.Match[str] | None:
    return re.search(_TOPIC[locale], text)


def _request(reading: Reading) -> str:
    """What is looked for: the quotation, what follows the colon, else what follows the words that ask for it."""
    sentence, locale = reading.sentence, reading.sentence.locale
    if sentence.quotes:
        return clean(sentence.quotes[0].text)
    if sentence.colon and sentence.tail.strip():
        return clean(sentence.tail)
    for mention in reversed(reading.all("chercher", "inspiration")):
        rest = sentence.raw[mention.end : sentence.clause_end(mention.start)]
        topic = _topic(" " + _flat(rest), locale)
        lead = re.match(_FILLER[locale], _flat(rest))
        start = lead.end() if lead else 0
        if topic and _is_filler(_flat(rest)[: max(topic.start() - 1, 0)], locale):
            start = topic.end() - 1
        request = clean(rest[start:])
        if request:
            return request
    topic = _topic(reading.flat, locale)
    return clean(sentence.raw[topic.end() : sentence.clause_end(topic.start())]) if topic else ""


def _flat(text: str) -> str:
    from ai_service.providers.local.understanding.reading import flat

    return flat(text)


def _is_filler(text: str, locale: Locale) -> bool:
    found = re.match(_FILLER[locale], text)
    return not text.strip() or bool(found and not text[found.end() :].strip())


_SELF: dict[Locale, str] = {
    "fr": r"\b(?:me|nous|se|pourrais|pourrait|devrais|devrait|devrions|faudrait|peux|peut|conseill\w+|viser|fixer)\b",
    "en": r"\b(?:should|could|can|might|would)\b",
}
_MAKE: dict[Locale, str] = {
    "fr": r"\b(?:produire|publier|ecrire|tourner|rediger|creer comme contenu|partager comme)\b",
    "en": r"\b(?:produce|publish|write|shoot|film)\b",
}
_AIM: dict[Locale, str] = {
    "fr": r"\b(?:quoi viser|que viser|me fixer|nous fixer|se fixer|quels resultats)\b",
    "en": r"\b(?:aim for|what to aim|set ourselves|what results)\b",
}


def suggest(reading: Reading) -> Meaning | None:
    """ "propose-moi des cibles", "qui devrais-je viser ?", "trois idées d'objectifs"."""
    if reading.leading & {"retirer", "modifier", "exporter", "archiver", "ouvrir"}:
        return None
    kind = _kind(reading)
    if reading.has("proposer") or _short_of_content(reading):
        return Meaning(f"{kind}.suggest") if kind else _what(reading)
    asks = reading.sentence.is_question or reading.has("question")
    if kind and asks and _asks_advice(reading, kind):
        return Meaning(f"{kind}.suggest")
    if kind and reading.nouns and _wants_some(reading):
        return Meaning(f"{kind}.suggest")
    return None


def _kind(reading: Reading) -> Kind | None:
    """The kind asked for: the noun, else what the verb is about, else that of the proposals shown."""
    if reading.kind is not None:
        return reading.kind
    text, locale = reading.flat, reading.sentence.locale
    if re.search(_AIM[locale], text):
        return "objectif"
    if reading.has("viser", "personnes"):
        return "cible"
    if re.search(_MAKE[locale], text):
        return "ressource"
    shown = reading.situation.proposals
    return shown[0].kind if shown else None


def _what(reading: Reading) -> Meaning | None:
    """Proposals of what? A doubt between the three kinds, unless the sentence is about something else altogether."""
    about = reading.unread(
        "proposer", "donner", "politesse", "vague", "question", "autres", "bonjour", "situation", "scenario", "merci"
    )
    if len(about) > 2 and not reading.has("situation", "scenario", "vague"):  # noqa: PLR2004 - "une idée de recette de gâteau"
        return None
    return clarify("objectif.suggest", "cible.suggest", "ressource.suggest")


def _short_of_content(reading: Reading) -> bool:
    short = re.search(
        r"\b(?:manque|pas assez|peu|a court|court|short|lack|lacking|not enough|run out|running low|few)\b",
        reading.flat,
    )
    return bool(short and reading.nouns and reading.kind == "ressource")


def _asks_advice(reading: Reading, kind: Kind) -> bool:
    text, locale = reading.flat, reading.sentence.locale
    noun = reading.nouns[0][1] if reading.nouns else None
    if noun is not None and (reading.has("possessif") and reading.is_definite(noun)):
        return False
    advised = re.search(_SELF[locale], text) is not None
    if kind == "cible" and reading.has("viser") and re.search(r"\b(?:qui|who|whom|quel\w*|which|what)\b", text):
        return True
    return advised or (reading.has("question") and noun is not None and not reading.is_definite(noun))


def _wants_some(reading: Reading) -> bool:
    """ "donne-moi trois objectifs", "je voudrais des cibles", "des idées de personas": some, not those that exist."""
    noun = reading.nouns[0][1]
    if not reading.is_plural(noun) or reading.sentence.colon or reading.sentence.quotes or reading.sentence.url:
        return False
    some = (
        reading.is_indefinite(noun)
        or reading.has("autres")
        or any(new.end <= noun.start for new in reading.all("nouveau"))
    )
    asks = reading.has("donner", "montrer", "generer", "ajouter", "creer", "autres")
    return bool(some and asks)
