"""Which inspirations suit a request and a scenario. Pure, and the same answer to the same question."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]
from rapidfuzz import fuzz, process

from assistant.contracts.base import Locale
from assistant.contracts.entities import Scenario
from search_service.catalogue import GENERAL, Catalogue, Inspiration

LOCALES: tuple[Locale, ...] = ("fr", "en")
RESULTS = 3
MAIN_THEME = 2.0
OTHER_THEME = 1.0
TITLE_WEIGHT = 2.0
"""What a word in a title or a name weighs; one in a text weighs 1."""
OFF_THEME = 0.25
"""What is left of shared words when the request points to other themes: safety on a site is not cloud security."""
CONTEXT = 0.25
"""The scenario decides only between inspirations that suit the request about as well."""
RELEVANT = 0.2
"""Score from which an inspiration answers: a theme in common, or a word that fewer than one entry in six has."""
SAME_WORD = 85
"""Similarity (0 to 100) from which an unknown word is taken for a misspelt one."""
SAME_NAME = 92
"""Similarity from which an entity of the scenario is the one an inspiration suggests, perhaps with a number changed."""
EXACT_BELOW = 6
"""Letters below which a word must be exact: `RH` is not `RSE`."""

_WORD = re.compile(r"[a-z0-9]+")
_STEMMERS = (snowballstemmer.stemmer("french"), snowballstemmer.stemmer("english"))
_STOPWORDS = frozenset(
    """
    au aux avec ce ces cette comment dans de des du elle en est et il ils je la le les leur leurs ma mes mon nos notre
    nous on ou par pas plus pour qu que qui sa sans se ses son sont sur ta tes ton un une vos votre vous
    about an and are as at be by for from how in into is it its my of on or our that the their them this to we with you
    your
    chercher cherche exemple exemples idee idees inspiration inspirations rechercher recherche trouver veux voudrais
    example examples find idea ideas looking search some want
    """.split()  # noqa: SIM905 - easier to read and to add to than a list
)


class Fit(IntEnum):
    """How an inspiration came to be chosen, the closest first."""

    REQUEST = 0
    SCENARIO = 1
    GENERAL = 2
    ANY = 3


Word = frozenset[str]
"""The stems of one word by the rules of each language, since people mix them: any of them stands for it."""


@dataclass(frozen=True)
class Entry:
    """An inspiration prepared for ranking: what each stem of its texts weighs, and where it was in the catalogue."""

    inspiration: Inspiration
    stems: Mapping[str, float]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Index:
    """The catalogue prepared for ranking.

    `themes` gives the words that point to each theme, `rarity` the inverse document frequency of every known stem.
    """

    entries: tuple[Entry, ...]
    themes: Mapping[str, tuple[tuple[Word, ...], ...]]
    rarity: Mapping[str, float]


@dataclass(frozen=True)
class Findings:
    """What was chosen, the closest first; `fit` is the closest among them, `closest` among all that could be chosen."""

    inspirations: list[Inspiration]
    fit: Fit
    closest: Fit


def normalised(text: str) -> str:
    """Lower case, without accents, words separated by one space."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join(_WORD.findall(plain))


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text that mean something, as their stems."""
    meaningful = [word for word in normalised(text).split() if len(word) > 1 and not word.isdigit()]
    return tuple(_stems(word) for word in dict.fromkeys(meaningful) if word not in _STOPWORDS)


def build_index(catalogue: Catalogue) -> Index:
    entries = tuple(_entry(inspiration) for inspiration in catalogue.inspirations)
    holders = Counter(stem for entry in entries for stem in entry.stems)
    themes = {
        slug: tuple(words_of(mot) for mots in theme.mots.values() for mot in mots)
        for slug, theme in catalogue.themes.items()
    }
    known = set(holders).union(stem for mots in themes.values() for words in mots for word in words for stem in word)
    rarity = {stem: math.log(len(entries) / holders[stem]) if stem in holders else 0.0 for stem in sorted(known)}
    return Index(entries, themes, rarity)


def find_inspirations(index: Index, requete: str, scenario: Scenario, shown: Mapping[str, int]) -> Findings:
    """Three inspirations for the request: one of each type as long as there are some the scenario does not hold.

    `shown` says how often each inspiration, by id, has already answered this request for this scenario: what was shown
    less comes first, so that asking again gives others. Fewer than three only when the scenario holds nearly all there
    is.
    """
    names = [
        *(objectif.label for objectif in scenario.objectifs),
        *(cible.label for cible in scenario.cibles),
        *(ressource.titre for ressource in scenario.ressources),
    ]
    asked = _scores(index, words_of(requete))
    themes = _themes_in(index, words_of(f"{scenario.nom} {scenario.thematique}"))
    context = [_theme_score(entry, themes) for entry in index.entries]
    taken = [normalised(name) for name in names]
    ranked = sorted(
        _Ranked(
            shown=shown.get(entry.inspiration.id, 0),
            fit=_fit(entry.inspiration, asked[place], context[place]),
            score=-(asked[place] + CONTEXT * context[place]),
            place=place,
        )
        for place, entry in enumerate(index.entries)
        if not any(fuzz.ratio(name, other) >= SAME_NAME for name in entry.names for other in taken)
    )
    first_of_kind = {index.entries[item.place].inspiration.type: item for item in reversed(ranked)}.values()
    others = [item for item in ranked if item not in first_of_kind]
    chosen = sorted([*first_of_kind, *others[: RESULTS - len(first_of_kind)]], key=lambda item: item[1:])
    return Findings(
        inspirations=[index.entries[item.place].inspiration for item in chosen],
        fit=min((item.fit for item in chosen), default=Fit.ANY),
        closest=min((item.fit for item in ranked), default=Fit.ANY),
    )


def count_shown(index: Index, requete: str, searches: Iterable[tuple[str, Sequence[str]]]) -> Counter[str]:
    """How often each inspiration, by id, answered this request in `searches` (requests with the titles shown)."""
    ids = {
        inspiration.content(locale).titre: inspiration.id
        for inspiration in (entry.inspiration for entry in index.entries)
        for locale in LOCALES
    }
    asked = normalised(requete)
    return Counter(
        ids[titre] for said, titres in searches if normalised(said) == asked for titre in titres if titre in ids
    )


class _Ranked(NamedTuple):
    """The order of preference: the lowest first."""

    shown: int
    fit: Fit
    score: float
    place: int


def _stems(word: str) -> Word:
    return frozenset(stemmer.stemWord(word) for stemmer in _STEMMERS)


def _entry(inspiration: Inspiration) -> Entry:
    stems: dict[str, float] = {}
    contents = [inspiration.content(locale) for locale in LOCALES]
    names = tuple(str(content.payload.get("label") or content.payload["titre"]) for content in contents)
    for content, name in zip(contents, names, strict=True):
        texts = [(f"{content.titre} {name}", TITLE_WEIGHT), (f"{content.extrait} {content.recommandation_action}", 1.0)]
        for text, weight in texts:
            for word in words_of(text):
                stems.update({stem: max(weight, stems.get(stem, 0.0)) for stem in word})
    return Entry(inspiration, stems, tuple(normalised(name) for name in names))


def _scores(index: Index, words: Sequence[Word]) -> list[float]:
    """How well each entry answers these words: the themes they point to, and the words its own texts share."""
    understood = [_corrected(index, word) for word in words]
    themes = _themes_in(index, understood)
    return [_theme_score(entry, themes) + _text_score(index, entry, understood, themes) for entry in index.entries]


def _themes_in(index: Index, words: Sequence[Word]) -> set[str]:
    return {slug for slug, mots in index.themes.items() if any(_is_said(mot, words) for mot in mots)}


def _is_said(mot: Sequence[Word], words: Sequence[Word]) -> bool:
    return all(any(_are_alike(part, word) for word in words) for part in mot)


def _are_alike(part: Word, word: Word) -> bool:
    """Whether the stems are the same, up to one last letter for long ones: `finance` and `financier` are alike."""
    return bool(part & word) or any(len(stem) >= EXACT_BELOW and stem[:-1] in part for stem in word)


def _corrected(index: Index, word: Word) -> Word:
    """The word itself when the catalogue knows it, else with the known one it is most likely a misspelling of."""
    longest = max(sorted(word), key=len)
    if word & index.rarity.keys() or len(longest) < EXACT_BELOW:
        return word
    guess = process.extractOne(longest, list(index.rarity), scorer=fuzz.ratio, score_cutoff=SAME_WORD)
    return word | {guess[0]} if guess else word


def _theme_score(entry: Entry, themes: Collection[str]) -> float:
    main, *others = entry.inspiration.themes
    return MAIN_THEME * (main in themes) + OTHER_THEME * any(theme in themes for theme in others)


def _text_score(index: Index, entry: Entry, words: Sequence[Word], themes: Collection[str]) -> float:
    """From 0 to 1: the share of the words that the entry's titles hold, rare words counting most."""
    if not words:
        return 0.0
    weights = [max(entry.stems.get(stem, 0.0) * index.rarity.get(stem, 0.0) for stem in word) for word in words]
    share = sum(weights) / (TITLE_WEIGHT * math.log(len(index.entries)) * len(words))
    is_on_theme = not themes or any(theme in themes or theme == GENERAL for theme in entry.inspiration.themes)
    return share if is_on_theme else share * OFF_THEME


def _fit(inspiration: Inspiration, asked: float, context: float) -> Fit:
    if asked >= RELEVANT:
        return Fit.REQUEST
    if context >= RELEVANT:
        return Fit.SCENARIO
    return Fit.GENERAL if GENERAL in inspiration.themes else Fit.ANY
