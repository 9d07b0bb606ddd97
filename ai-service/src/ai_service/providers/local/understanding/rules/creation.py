"""Requests for a new scenario, with the name and the theme that are said: "crée un scénario Salon 2027, thème…"."""

import re

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.lexicon import Mention
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.reading.values import clean

LONGEST_NAME = 5
"""Of so many words at most is a name in small letters that nothing announces."""

CHANNELS = frozenset({"linkedin", "emailing", "email", "mail", "mailing", "seo", "sea", "youtube", "google", "adwords"})

_COUNT = re.compile(r"(?!20[2-4]\d\b)\d[\d\s.,]*(?:%|k?€|\s[^\W\d])")
"""So many of something, which is no name that nothing announces: "100 leads", not "2027 en fête" nor "5G"."""


def create(reading: Reading) -> Meaning | None:
    """A new scenario, with its name and theme when they are said."""
    reading = _ordered(reading)
    unnamed = (
        reading.has("creer") and reading.has("nouveau") and not reading.has("scenario", "plan") and not reading.kinds
    )
    unnamed = (unnamed and reading.leading <= {"ajouter"}) or (reading.says("en_creer_un") and not reading.kinds)
    if unnamed:
        return created(reading)
    if not is_new(reading) or (reading.leading & {"retirer", "archiver", "modifier"} and not makes_one(reading)):
        return None
    return created(reading)


def _ordered(reading: Reading) -> Reading:
    """The sentence with its order first: "thème : BTP, nom : Chantiers propres, crée le scénario"."""
    (start, end) = reading.sentence.clauses()[-1] if reading.sentence.words else (0, 0)
    told, order = reading.sentence.raw[:start], read(reading.sentence.raw[start:end], reading.situation)
    if not (
        reading.sentence.colon and order.has("creer") and order.has("scenario") and reading.has("thematique", "nom")
    ):
        return reading
    return read(f"{order.sentence.raw.strip()}, {told.rstrip(' ,;.')}", reading.situation) if told else reading


def created(reading: Reading) -> Meaning:
    """The creation, once it is known to be asked."""
    return Meaning("scenario.create", _name_and_theme(reading))


def imagined(reading: Reading) -> Meaning | None:
    """The creation, when sentences like this one ask for it; not beside "ce scénario", which exists."""
    held = any(reading.word_before(noun) in ("ce", "this") for noun in reading.all("scenario"))
    if held and not reading.has("creer"):
        return None
    # "la campagne démarre en septembre" tells when.
    told = reading.situation.scenario is not None and any(
        reading.is_definite(noun) and not any(verb.start < noun.start for verb in reading.all("creer", "nouveau"))
        for noun in reading.all("scenario")
    )
    return None if told else created(reading)


def is_new(reading: Reading) -> bool:
    """Whether a scenario that does not exist yet is spoken of: "un scénario", "another campaign"."""
    if reading.says("existant"):
        return False
    return any(_is_new_one(noun, reading) for noun in reading.all("scenario") if not reading.is_plural(noun))


def makes_one(reading: Reading) -> bool:
    """Whether the noun follows a verb of making at once: "crée un scénario", whatever was said before."""
    return any(
        0 < noun.start - making.end <= len(" me un nouveau ")
        for noun in reading.all("scenario")
        for making in reading.all("creer")
    )


def _is_new_one(noun: Mention, reading: Reading) -> bool:
    if any(mention.start < noun.start and mention.family != "contenu" for _, mention in reading.nouns):
        return False
    fresh = any(0 <= noun.start - new.end <= 1 or 0 <= new.start - noun.end <= 1 for new in reading.all("nouveau"))
    determiner = reading.determiner(noun)
    if reading.word_before(noun) in reading.lexicon.ordinaux:
        return determiner in reading.lexicon.indefinis
    if fresh:
        return determiner not in ("l", "the") and "montrer" not in reading.leading
    creating = [verb for verb in reading.all("creer") if not reading.is_told(verb)]
    if any(0 < noun.start - verb.end <= len(" moi le ") for verb in creating):
        return True
    if (
        reading.situation.scenario is None
        and not reading.leading
        and reading.is_bare(noun)
        and reading.has("situation")
    ):
        # "campagne d'emailing pour nos clients inactifs"
        return True
    making = [*creating, *reading.all("ajouter", "donner", "generer", "ouvrir")]
    follows_verb = any(0 <= noun.start - mention.end <= 1 for mention in making)
    return bool(making) and (reading.is_indefinite(noun) or not determiner or follows_verb)


def _name_and_theme(reading: Reading) -> dict[str, str]:
    """The name: a quotation, what "called" announces, what follows a colon. The theme: what "about" announces."""
    sentence = reading.sentence
    noun = reading.first("scenario")
    start = noun.end if noun else 0
    if len(sentence.quotes) > 1:
        return {
            "nom": clean(sentence.quotes[0].text, sentence.locale),
            "thematique": clean(sentence.quotes[1].text, sentence.locale),
        }
    span = _name_span(reading, start)
    nom = clean(sentence.raw[span[0] : span[1]].rstrip(" /|"), sentence.locale) if span else ""
    themes = _themes(reading, start, span)
    thematique = next(iter(themes), "")
    if not nom and len(themes) > 1 and _is_proper(themes[1]):
        # "un scénario pour le salon FIC 2027, thème cybersécurité"
        nom = themes[1]
    if not thematique and span and sentence.colon and span[1] <= sentence.colon[0]:
        thematique = clean(sentence.tail, sentence.locale)
    return {name: value for name, value in (("nom", nom), ("thematique", thematique)) if value}


def _name_span(reading: Reading, start: int) -> tuple[int, int] | None:
    """Where the name of the scenario to create stands."""
    sentence = reading.sentence
    if sentence.quotes:
        return sentence.quotes[0].start, sentence.quotes[0].end
    announced, bare = reading.find("nomme", start), _bare_name(reading, start)
    colon = sentence.colon if sentence.colon and not _leads_to_a_theme(reading, start) else None
    if announced:
        begin: int | None = announced.end()
    elif bare is not None and sentence.colon and bare < sentence.colon[0]:
        # As in "nouveau scénario Été 2027 : formation en ligne", where the theme may be announced as such too.
        begin = bare
    else:
        begin = colon[1] if colon else bare
    if begin is None or (not announced and _COUNT.match(sentence.raw[begin:].lstrip())):
        return None
    ends = [end.start() for end in [reading.find("fin_de_nom", begin + 1)] if end]
    ends += [colon[0]] if colon and begin < colon[0] else []
    return begin, min([*ends, len(sentence.raw)])


def _leads_to_a_theme(reading: Reading, start: int) -> bool:
    """Whether what stands before the colon announces a theme: "un scénario, thématique : logistique urbaine"."""
    return reading.lexicon.pattern("domaine").search(reading.flat, start, reading.sentence.head_end) is not None


def _bare_name(reading: Reading, start: int) -> int | None:
    """Where a name begins that simply follows the noun, with a capital: "crée un scénario Salon 2027, thème…".

    In small letters, it is a name when a theme follows it: "nouveau scénario salon 2027 thème industrie".
    """
    following = next((word for word in reading.sentence.words if word.start >= start), None)
    beside = start + len(", ") if reading.sentence.raw[start : start + 1] == "," else start + 1
    if following is None or following.start > beside:
        return None
    small = following.folded in reading.lexicon.vides or reading.lexicon.pattern("complement").match(
        f"{following.folded} "
    )
    if small and not _opens_a_title(reading, following):
        return None
    noun = reading.first("scenario")
    if noun and following.folded in CHANNELS and not noun.words[-1].folded.startswith("scenar"):
        # "une campagne LinkedIn": the channel alone is no name.
        return noun.start
    themed = any(theme.start > following.end for theme in reading.all("thematique"))
    capital = following.raw[:1].isupper() or following.raw[:1].isdigit()
    if not capital and reading.lexicon.pattern("domaine").match(following.folded):
        # What announces a theme is no name: "un scénario, secteur : immobilier".
        return None
    return following.start if capital or themed or _is_all_a_name(reading, start) else None


def _is_all_a_name(reading: Reading, start: int) -> bool:
    """Whether a few plain words are all that follows: "nouveau scénario salon bâtiment lyon"."""
    rest = [word for word in reading.sentence.words if word.start >= start]
    opened = all(word.end <= start for mention in reading.all("nouveau") for word in mention.words)
    plain = not any(word.folded in reading.lexicon.vides for word in rest)
    return opened and plain and 1 < len(rest) <= LONGEST_NAME and reading.has("nouveau")


def _opens_a_title(reading: Reading, word: Word) -> bool:
    """Whether a small word begins a title: "Les Rendez-vous du Cloud"."""
    following = next((other for other in reading.sentence.words if other.start > word.start), None)
    return word.raw[:1].isupper() and following is not None and following.raw[:1].isupper()


def _is_proper(name: str) -> bool:
    """Whether a text, past its first letter, holds a capital or a figure, as names do."""
    return any(char.isupper() or char.isdigit() for char in name[1:])


def _themes(reading: Reading, start: int, taken: tuple[int, int] | None) -> list[str]:
    """The themes that may be meant after the noun, outside the name, the one that is called so first."""
    raw, text = reading.sentence.raw, reading.flat
    called, others = list[str](), list[str]()
    if taken:
        text = text[: taken[0]] + "," * (taken[1] - taken[0]) + text[taken[1] :]
    for found in reading.lexicon.pattern("theme").finditer(text, start):
        place = next(index for index, group in enumerate(found.groups(), 1) if group is not None)
        said = found[place].strip()
        if not said or reading.lexicon.pattern("theme_vide").match(said):
            continue
        value = raw[found.start(place) : found.end(place)]
        named = reading.lexicon.pattern("nomme").search(found[place])
        said_so = any(found.start() <= theme.start < found.start(place) for theme in reading.all("thematique"))
        (called if said_so else others).append(
            clean(value[: named.start()] if named else value, reading.sentence.locale)
        )
    return [*called, *others]
