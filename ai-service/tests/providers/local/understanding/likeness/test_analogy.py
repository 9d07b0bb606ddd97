import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.likeness.acts import act_of, features, likely
from ai_service.providers.local.understanding.likeness.analogy import reconsider
from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.reading import read
from ai_service.providers.local.understanding.situation import Known, Situation

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
OPEN = Situation(
    "fr",
    scenario=SCENARIO,
    scenarios=(SCENARIO,),
    entities=(Known("cible", 21, "Dirigeants de PME"), Known("objectif", 11, "Doubler le trafic")),
)
PROPOSED = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), proposals=(Known("cible", 1, "Notaires"),))


class TestTheActOfAnIntent:
    @pytest.mark.parametrize(
        ("intent", "entities", "act"),
        [
            ("cible.remove", {"ref": 21}, "remove"),
            ("objectif.add", {"label": "Signer"}, "add"),
            ("objectif.add", {"proposals": [1]}, "pick"),
            ("ressource.add_many", {"proposals": [1, 2]}, "pick"),
            ("scenario.update", {"nom": "Cap"}, "scenario.update"),
        ],
    )
    def test_does_not_depend_on_the_kind(self, intent: str, entities: dict[str, object], act: str) -> None:
        assert act_of(intent, entities) == act


class TestFeatures:
    def test_are_the_same_whatever_the_kind_the_name_or_the_number(self) -> None:
        one = features(read("supprime la cible dirigeants", OPEN))
        other = features(read("supprime l'objectif trafic", OPEN))
        assert {"F:KIND", "L:retirer", "b:KIND_NAME"} <= one & other


class TestTheLikelyAct:
    def test_is_never_one_that_the_situation_excludes(self) -> None:
        sentence = "je prends la deuxième"
        assert likely(read(sentence, PROPOSED)).act == "pick"
        assert likely(read(sentence, OPEN)).act != "pick"


class TestReconsidering:
    def test_follows_the_likeness_where_the_rules_doubt(self) -> None:
        reading = read("supprime la cible dirigeants", OPEN)
        assert reconsider(reading, clarify("cible.suggest")) == Meaning("cible.remove", {"ref": 21})

    def test_keeps_what_the_rules_found_when_it_is_as_likely(self) -> None:
        found = Meaning("cible.remove", {"ref": 21})
        assert reconsider(read("supprime la cible dirigeants", OPEN), found) is found

    def test_opens_the_other_scenario_that_one_asks_to_see(self) -> None:
        found = Meaning("scenario.open", {"nom": "Salon"})
        assert reconsider(read("montre le scénario", OPEN), found) is found

    @pytest.mark.parametrize(
        ("said", "intent"), [("merci pour tout", "thanks"), ("combien font 3 plus 4", "off_topic")]
    )
    def test_takes_no_word_of_what_asks_for_nothing_for_a_choice(self, said: str, intent: str) -> None:
        assert reconsider(read(said, PROPOSED), Meaning("cible.add", {"proposals": [1]})).intent == intent

    def test_asks_back_rather_than_doing_nothing_where_a_request_is_possible(self) -> None:
        doubt = clarify("cible.suggest")
        assert reconsider(read("merci pour tout", PROPOSED), doubt).intent != "off_topic"
