"""What is said beside a request and asks nothing: "…, mon patron y tient", "… because we lost the budget"."""

from itertools import islice

from ai_service.providers.local.understanding.reading.orders import begins_an_order
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, read
from ai_service.providers.local.understanding.reading.sentence import SURE_INFINITIVE
from assistant.contracts.base import KINDS

MOST_ASIDES = 8
"""So many are looked at, at most: a text made long on purpose costs no more."""

NEAR = 2
"""So many words after "c'est" at most say who is meant."""

TOLD = (
    "viser",
    "creer",
    "plan",
    "scenario",
    "contenu",
    "nommer",
    "rectifier",
    "sauf",
    *KINDS,
    *(set(FIELDS) - {"adresse"}),
)
"""A clause that speaks of one of these may tell more of what is asked for."""

SAYING = ("visee", "volonte", "annonce", "avoir", "en_tant_que", "enonce")
"""Patterns of sentences that ask without a verb that orders."""

POINTING = frozenset({"ce", "cet", "cette", "ces", "this", "that", "these", "those"})
UNNAMED = ("ajouter", "nouveau", "creer", "donner", "viser", "politesse", "vague", *KINDS)
"""Beside these, a request says no name yet."""

VALUED = ("scenario", "thematique", "nom", "description")
"""Of these, the value often comes in a clause of its own: "change le thème, c'est la QVT"."""


def without_asides(reading: Reading) -> Reading:
    """The sentence without the clauses that follow a request and have a subject of their own, but ask nothing.

    What comes before the request stays: it may name what "ajoute-les" is about. An address given in such a clause
    stays too.
    """
    reading = _without_story(_without_motive(_without_purpose(reading)))
    raw, kept, begin = reading.sentence.raw, list[str](), 0
    for found in islice(reading.lexicon.pattern("a_part").finditer(reading.flat), MOST_ASIDES):
        start = max(found.start(), begin)
        if found.end() <= begin or reading.sentence.is_apart(start):
            continue
        end = _end(reading, found.end())
        aside = read(raw[max(found.start("dit"), begin) : end], reading.situation)
        before = read(raw[:start], reading.situation)
        asked = raw[end : end + 2].strip().startswith("?") or _asks(aside) or _names(aside, before)
        if not asked and _requests(before):
            kept.append(raw[begin:start])
            # "ajoutez, je vous prie, les DAF": nothing is named yet for the comma to part.
            begin = end if before.unread(*UNNAMED) else end + (raw[end : end + 1] == ",")
    return read("".join([*kept, " " if kept else "", raw[begin:]]).strip(), reading.situation) if kept else reading


def _without_purpose(reading: Reading) -> Reading:
    """The correction without what it is for, said before it: "pour coller à la charte, renommons…"."""
    told = reading.find("but_annonce")
    rest = read(reading.sentence.raw[told.end() :], reading.situation) if told else reading
    corrects = "modifier" in rest.leading and not rest.says("reprend") and rest.has("scenario", *VALUED, *KINDS)
    return rest if corrects else reading


def _without_motive(reading: Reading) -> Reading:
    """The sentence without the reason it opens with, unless it is about something that is named there."""
    told = reading.find("motive")
    rest = read(reading.sentence.raw[told.end() :], reading.situation) if told else reading
    pointing = [noun for _, noun in rest.nouns if rest.word_before(noun) in POINTING]
    whole = (
        (rest.leading or rest.says("souhait_d_ajout"))
        and rest.nouns
        and not (pointing or rest.says("reprend") or rest.has("vague", "scenario"))
    )
    return rest if whole else reading


def _without_story(reading: Reading) -> Reading:
    """The sentence without the reasons for a request, and what goes on after it has said where it adds.

    Such a clause may follow without any mark: "ajoute les DAF ils ont un budget".
    """
    if not reading.has("ajouter"):
        return reading
    for name in ("cause", "recit", "apres_destination"):
        for found in islice(reading.lexicon.pattern(name).finditer(reading.flat), MOST_ASIDES):
            start = found.start("suite") if name == "apres_destination" else found.start()
            end = _until_an_order(reading, found.end())
            before = read(reading.sentence.raw[:start], reading.situation)
            aside = read(reading.sentence.raw[found.end() : end], reading.situation)
            asked = _goes_on(aside) if name == "apres_destination" else _asks(aside) or _names(aside, before)
            told = name == "cause" or not (aside.sentence.url or asked)
            complete = name == "apres_destination" or _requests(before)
            if told and complete and not reading.sentence.is_apart(start):
                rest = f"{reading.sentence.raw[:start]}{reading.sentence.raw[end:]}"
                return _without_story(read(rest, reading.situation))
    return reading


def _until_an_order(reading: Reading, start: int) -> int:
    """Where a clause ends, or an order joined to it begins: "… car nos clients en souffrent et propose des cibles"."""
    end = reading.sentence.clause_end(start)
    joined = islice(reading.lexicon.pattern("jonction").finditer(reading.flat, start, end), MOST_ASIDES)
    orders = (
        found.start()
        for found in joined
        if begins_an_order(reading.sentence.raw[found.end() : end], reading.situation, named=False)
    )
    return next(orders, end)


def _goes_on(reading: Reading) -> bool:
    """Whether what follows a complete addition gives a field, or asks for something more."""
    given = reading.has(*KINDS, *FIELDS) or reading.says("maturite") or bool(reading.sentence.quotes)
    return given or begins_an_order(reading.sentence.raw, reading.situation, named=False)


def _end(reading: Reading, start: int) -> int:
    """Where an aside ends: with its clause and the mark that closes it, or where an address begins."""
    end = reading.sentence.clause_end(start)
    address = reading.sentence.url_span[0]
    if start <= address < end:
        return address
    closed = reading.lexicon.pattern("ferme").match(reading.flat, end)
    return closed.end() if closed else end


def _requests(reading: Reading) -> bool:
    """Whether something is asked for before the aside, and complete without what follows."""
    asked = reading.leading or reading.has("viser", "donner") or any(reading.says(name) for name in SAYING)
    one_more = [noun for _, noun in reading.nouns[:1] if noun.family in KINDS and reading.is_indefinite(noun)]
    named = one_more and not reading.is_plural(one_more[0]) and reading.unread(*UNNAMED)
    valued = reading.sentence.colon or reading.sentence.quotes or not reading.has(*VALUED)
    return bool((asked or named) and valued)


def _names(reading: Reading, before: Reading) -> bool:
    """Whether a clause says who or how much: "c'est les experts-comptables", "it's 40 demos"."""
    stated = reading.find("designe")
    if stated and ("modifier" in before.leading or not before.unread(*UNNAMED)):
        # "renomme la cible, ce sera Commerçants", "ajoute une cible, c'est les viticulteurs".
        return True
    following = [word for word in reading.sentence.words if stated and word.start >= stated.end()][:NEAR]
    told = {word.start for mention in reading.all("personnes", "indicateur") for word in mention.words}
    if following and SURE_INFINITIVE.match(following[0].folded):
        return True
    return any(word.folded.isdecimal() or word.start in told for word in following)


def _asks(reading: Reading) -> bool:
    """Whether a clause asks for something, or tells more of what is asked for."""
    given = any(reading.says(name) for name in ("maturite", "volonte", "visee", "interdit", "echeance"))
    shown = bool(reading.situation.proposals)
    spared = reading.leading == {"retenir"} and not shown
    chosen = shown and reading.says("les_autres")
    asked = (reading.leading and not spared) or chosen or reading.sentence.quotes
    return bool(asked) or reading.has(*TOLD) or given
