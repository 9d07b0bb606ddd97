"""Measures how well free text is understood, by intent and for the frozen third apart: `make eval`.

Frozen entries are never looked at: they are counted, and nothing of them is printed (see eval/README.md).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.values import clean
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from ai_service.wording import fold
from assistant.contracts.base import Locale

FOLDER = Path(__file__).parents[2] / "eval"
WANTED = 0.95
LOCALES: tuple[Locale, ...] = ("fr", "en")
Part = Literal["utterances", "voices", "talkative"]
PARTS: tuple[Part, ...] = ("utterances", "voices", "talkative")
"""The files: ordinary utterances, which the figure wanted is about; told apart, unlike voices, and talkative people."""

ABOUT_NOTHING_HELD = frozenset(
    {"off_topic", "thanks", "greeting", "help", "plan.generate", "search.run", "scenario.list"}
)
"""Intents of sentences that mean the same whether a scenario holds something or nothing."""


@dataclass(frozen=True)
class Case:
    """One utterance with what it should be understood as."""

    id: str
    text: str
    frozen: bool
    situation: Situation
    intent: str
    entities: Mapping[str, Any]
    also: Sequence[Mapping[str, Any]] = ()


def cases(locale: Locale, part: Part = "utterances") -> Iterator[Case]:
    """The utterances of a part in a language, each in its situation."""
    situations = {
        name: _situation(context, locale) for name, context in _read("utterances", locale)["contexts"].items()
    }
    for entry in _read(part, locale)["utterances"]:
        yield Case(
            entry["id"],
            entry["text"],
            bool(entry.get("frozen")),
            situations[entry["context"]],
            entry["intent"],
            entry["entities"],
            entry.get("also", ()),
        )


@cache
def _read(part: Part, locale: Locale) -> Mapping[str, Any]:
    written = (FOLDER / f"{part}_{locale}.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = yaml.load(written, Loader=yaml.CSafeLoader)
    return content


def beside_proposals(of: Sequence[Case]) -> Iterator[Case]:
    """The cases said of a scenario while nothing is proposed, once more with proposals on screen.

    They ask for the same then: what is said of something else is not about the proposals. The proposals shown are those
    of the other cases, in turn. What is about nothing that the scenario holds is said once more of one that is
    empty yet, as after its first proposals. A question is left out: beside proposals, it may be one no longer.
    """
    shown = list(dict.fromkeys(case.situation.proposals for case in of if case.situation.proposals))
    alone = [case for case in of if case.situation.scenario and not case.situation.proposals]
    for number, case in enumerate(case for case in alone if case.intent != "clarify"):
        beside = replace(case.situation, proposals=shown[number % len(shown)])
        yield replace(case, situation=beside)
        if case.intent in ABOUT_NOTHING_HELD:
            yield replace(case, situation=replace(beside, entities=()))


def _situation(context: Mapping[str, Any], locale: Locale) -> Situation:
    scenario = context["scenario"]
    names = [ScenarioName(each["id"], each["nom"], each["thematique"]) for each in context["scenarios"]]
    kinds = {"objectifs": "objectif", "cibles": "cible", "ressources": "ressource"}
    return Situation(
        locale=locale,
        scenario=ScenarioName(scenario["id"], scenario["nom"], scenario["thematique"]) if scenario else None,
        scenarios=tuple(names),
        entities=tuple(
            _known(kind, entity["id"], entity) for plural, kind in kinds.items() for entity in context[plural]
        ),
        proposals=tuple(_known(each["kind"], number, each) for number, each in enumerate(context["propositions"], 1)),
    )


def _known(kind: Any, id_: int, fields: Mapping[str, Any]) -> Known:
    name = fields.get("label") or fields["titre"]
    return Known(kind, id_, name, fields.get("type", ""), fields.get("segment", ""), fields.get("priorite") or 0)


def is_right(case: Case, meaning: Meaning) -> bool:
    """Whether a meaning is what the case expects, by the comparison rules of eval/README.md."""
    locale = case.situation.locale
    if case.intent == "clarify":
        return meaning.intent == "clarify" and bool(set(meaning.about) & set(case.entities["about"]))
    if case.also and len(meaning.also) != len(case.also):
        return False
    return _is_meant(meaning, case.intent, case.entities, locale) and all(
        _is_meant(given, expected["intent"], expected["entities"], locale)
        for given, expected in zip(meaning.also, case.also, strict=False)
    )


def _is_meant(meaning: Meaning, intent: str, entities: Mapping[str, Any], locale: Locale) -> bool:
    given = meaning.entities
    if meaning.intent != intent or (intent.endswith(".update") and set(given) != set(entities)):
        return False
    return all(name in given and _same(given[name], expected, locale) for name, expected in entities.items())


def _same(given: object, expected: object, locale: Locale) -> bool:
    if isinstance(expected, dict):
        return any(_same(given, one, locale) for one in expected["any_of"])
    if isinstance(expected, str) and isinstance(given, str):
        return _plain(given, locale) == _plain(expected, locale)
    return given == expected


def _plain(text: str, locale: Locale) -> str:
    return fold(clean(text, locale)).strip(" .,;:!?")


def main(arguments: list[str] | None = None) -> int:
    """Prints the accuracies; 0 when both parts reach what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", action="store_true", help="show what was misunderstood, frozen entries excepted")
    options = parser.parse_args(arguments)
    reached = True
    for locale in LOCALES:
        open_ = [case for case in cases(locale) if not case.frozen]
        reached &= min(_report(locale, "utterances", showing=options.failures)) >= WANTED
        reached &= _report_beside(open_)
        for part in PARTS[1:]:
            _report(locale, part, showing=options.failures)
    return 0 if reached else 1


def _report(locale: Locale, part: Part, *, showing: bool) -> list[float]:
    """Prints how well a part is understood, by intent; the shares of its open and of its frozen utterances."""
    right: Counter[tuple[bool, str]] = Counter()
    all_: Counter[tuple[bool, str]] = Counter()
    for case in cases(locale, part):
        meaning = understand(case.text, case.situation)
        ok = is_right(case, meaning)
        all_[case.frozen, case.intent] += 1
        right[case.frozen, case.intent] += ok
        if showing and not ok and not case.frozen:
            _write_failure(case, meaning)
    _write(f"{locale}, {part}")
    for intent in sorted({intent for _, intent in all_}):
        _write(f"  {intent:20} {right[False, intent]:3}/{all_[False, intent]:<3}")
    shares = []
    for frozen, name in ((False, "open"), (True, "frozen")):
        good = sum(count for (is_frozen, _), count in right.items() if is_frozen == frozen)
        total = sum(count for (is_frozen, _), count in all_.items() if is_frozen == frozen)
        shares.append(good / total)
        _write(f"  {name:20} {good:3}/{total:<3} {good / total:6.1%}")
    return shares


def _write_failure(case: Case, meaning: Meaning) -> None:
    _write(f"  {case.id} {case.text!r}\n    expected {case.intent} {dict(case.entities)}{_more(case.also)}")
    got = _more([{"intent": each.intent, "entities": each.entities} for each in meaning.also])
    _write(f"    got      {meaning.intent} {meaning.entities or meaning.about}{got}")


def _report_beside(open_: Sequence[Case]) -> bool:
    """The open cases that say nothing of the proposals shown, and whether they are understood as they are to be."""
    told = [is_right(case, understand(case.text, case.situation)) for case in beside_proposals(open_)]
    _write(f"  {'beside proposals':<20} {sum(told)}/{len(told)}  {sum(told) / len(told):.1%}")
    return sum(told) / len(told) >= WANTED


def _more(also: Sequence[Mapping[str, Any]]) -> str:
    return "".join(f" + {each['intent']} {each['entities']}" for each in also)


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
