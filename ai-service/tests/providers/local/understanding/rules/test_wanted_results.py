import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIOS = (ScenarioName(1, "Offre SOC managé ETI", "Cybersécurité"),)
EMPTY = Situation("fr", scenario=SCENARIOS[0], scenarios=SCENARIOS)
OPEN = Situation(
    "fr",
    scenario=SCENARIOS[0],
    scenarios=SCENARIOS,
    entities=(
        Known("objectif", 11, "Générer 40 leads qualifiés"),
        Known("objectif", 12, "Augmenter le trafic du blog"),
        Known("cible", 21, "DSI d’ETI industrielles"),
        Known("ressource", 31, "Webinaire NIS2", type="webinar"),
        Known("ressource", 33, "Cas client fonderie", type="cas_client"),
    ),
)
ENGLISH = Situation("en", scenario=SCENARIOS[0], scenarios=SCENARIOS)


class TestMoreOfSomething:
    @pytest.mark.parametrize("situation", [EMPTY, OPEN])
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("je veux plus de clients", "Plus de clients"),
            ("on veut plus de trafic sur le site", "Plus de trafic sur le site"),
            ("je veux plus d'inscrits au webinaire", "Plus d'inscrits au webinaire"),
            ("il faudrait plus de partenaires", "Plus de partenaires"),
            ("davantage de leads", "Davantage de leads"),
            ("obtenir plus de rendez-vous", "Obtenir plus de rendez-vous"),
            ("gagner des parts de marché", "Gagner des parts de marché"),
            ("il nous faut des rendez-vous", "Rendez-vous"),
        ],
    )
    def test_is_an_objective(self, text: str, label: str, situation: Situation) -> None:
        meaning = understand(text, situation)
        assert (meaning.intent, meaning.entities, meaning.also) == ("objectif.add", {"label": label}, ())

    def test_is_one_in_english(self) -> None:
        assert understand("we need more demos", ENGLISH).entities == {"label": "More demos"}
        assert understand("we want meetings", ENGLISH).entities == {"label": "Meetings"}

    @pytest.mark.parametrize(
        ("text", "ref"),
        [
            ("je ne veux plus de leads", 11),
            ("je veux plus du webinaire", 31),
            ("on ne veut plus de DSI", 21),
        ],
    )
    def test_is_a_removal_where_it_is_denied_or_spoken_of_what_is_held(self, text: str, ref: int) -> None:
        meaning = understand(text, OPEN)
        assert meaning.intent.endswith(".remove")
        assert meaning.entities == {"ref": ref}

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("je veux plus de cibles", "cible.suggest"),
            ("tu peux me sortir tout ça dans un fichier excel", "scenario.export"),
            ("je voudrais plus d'explications", "help"),
            ("il me faut plus de temps", "off_topic"),
        ],
    )
    def test_is_no_result_where_it_is_no_business(self, text: str, intent: str) -> None:
        assert understand(text, OPEN).intent == intent


class TestBeingKnown:
    @pytest.mark.parametrize("situation", [EMPTY, OPEN])
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("je voudrais promouvoir notre webinaire", "Promouvoir notre webinaire"),
            ("je veux promouvoir notre offre auprès des PME", "Promouvoir notre offre auprès des PME"),
            ("on veut mettre en avant notre nouveau service", "Mettre en avant notre nouveau service"),
            ("se faire connaître dans le secteur public", "Se faire connaître dans le secteur public"),
            ("on veut être connus", "Être connus"),
            ("attirer du monde sur notre stand", "Attirer du monde sur notre stand"),
        ],
    )
    def test_is_an_objective(self, text: str, label: str, situation: Situation) -> None:
        meaning = understand(text, situation)
        assert (meaning.intent, meaning.entities) == ("objectif.add", {"label": label})

    def test_is_one_in_english(self) -> None:
        assert understand("we want to promote our offer to SMBs", ENGLISH).entities == {
            "label": "Promote our offer to SMBs"
        }
