"""Learns the acts of sentences from the open part of the evaluation set: `make learn`.

An averaged perceptron: the weights are moved whenever an example is not told with a margin, and their average over all
steps is kept, then the average of several orders of the examples, as a few examples more or less would otherwise turn
what is told by a small margin. The orders are drawn with fixed seeds, so the same examples give the same weights.
Frozen entries are not learned from.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from ai_service.eval import LOCALES, PARTS, Case, beside_proposals, cases
from ai_service.providers.local.understanding.likeness import acts
from ai_service.providers.local.understanding.rewriting.read_request import read_request
from assistant.contracts.base import Locale

FOLDER = Path(acts.__file__).parent
ROUNDS = 6
ORDERS = 10
FEWEST_SEEN = 2
"""In how many examples a feature must be met to be worth a weight."""

SMALLEST_WEIGHT = 0.1
Example = tuple[frozenset[str], str]


def examples(of: Sequence[Case]) -> list[Example]:
    """The features and the act of each case, without the features that are met once."""
    found = [(acts.features(read_request(case.text, case.situation)), case) for case in of]
    met = Counter(feature for said, _ in found for feature in said)
    kept = frozenset(feature for feature, times in met.items() if times >= FEWEST_SEEN)
    return [(said & kept, acts.act_of(case.intent, case.entities)) for said, case in found]


def learn(given: Sequence[Example]) -> acts.Weights:
    """The weights that tell the acts of the examples."""
    learned = [_learn_in_order(given, seed) for seed in range(1, ORDERS + 1)]
    averaged = {
        feature: {
            act: round(sum(weights.get(feature, {}).get(act, 0) for weights in learned) / ORDERS, 1)
            for act in sorted({act for weights in learned for act in weights.get(feature, {})})
        }
        for feature in sorted({feature for weights in learned for feature in weights})
    }
    kept = {
        feature: {act: weight for act, weight in by_act.items() if abs(weight) >= SMALLEST_WEIGHT}
        for feature, by_act in averaged.items()
    }
    return {feature: by_act for feature, by_act in kept.items() if by_act}


def _learn_in_order(given: Sequence[Example], seed: int) -> acts.Weights:
    known = sorted({act for _, act in given})
    order = random.Random(seed)  # noqa: S311 - an order of examples, no secret
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    moved: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    step, todo = 0, list(given)
    for _ in range(ROUNDS):
        order.shuffle(todo)
        for said, act in todo:
            step += 1
            told = acts.scores(weights, said)
            rival = max((other for other in known if other != act), key=lambda other: told[other])
            if told[act] > told[rival] + 1:
                continue
            for feature in said:
                for one, by in ((act, 1), (rival, -1)):
                    weights[feature][one] += by
                    moved[feature][one] += by * step
    return {
        feature: {act: last - moved[feature][act] / step for act, last in by_act.items()}
        for feature, by_act in weights.items()
    }


def written(weights: acts.Weights) -> str:
    """The weights as they are kept: a feature a line."""
    lines = (f"{json.dumps(feature)}: {json.dumps(by_act)}" for feature, by_act in weights.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def learned(locale: Locale) -> str:
    """The weights of a language, as they are kept; frozen entries have no part in them."""
    learnt = [case for part in PARTS for case in cases(locale, part) if not case.frozen]
    return written(learn(examples([*learnt, *beside_proposals(learnt)])))


def path_of(locale: Locale) -> Path:
    """Where the weights of a language are kept."""
    return FOLDER / f"acts_{locale}.json"


def main() -> int:
    """Writes the weights of each language."""
    for locale in LOCALES:
        path_of(locale).write_text(learned(locale), encoding="utf-8")
        sys.stdout.write(f"{path_of(locale).name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
