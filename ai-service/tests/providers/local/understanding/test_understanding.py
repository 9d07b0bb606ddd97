import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale
from assistant.contracts.registry import ALL_INTENTS

SCENARIOS = (
    ScenarioName(1, "Offre SOC managé", "Cybersécurité"),
    ScenarioName(2, "Salon de la logistique", "Logistique"),
)
HELD = (
    Known("objectif", 11, "Générer 40 leads qualifiés"),
    Known("objectif", 12, "Augmenter le trafic du blog"),
    Known("cible", 21, "DSI d’ETI industrielles"),
    Known("cible", 22, "RSSI de cliniques"),
    Known("ressource", 31, "NIS2 sans jargon", type="webinar"),
    Known("ressource", 32, "Livre blanc ransomware", type="autre"),
)
SHOWN = (
    Known("cible", 1, "Directeurs financiers multisites"),
    Known("cible", 2, "Responsables conformité des assurances"),
    Known("cible", 3, "Directeurs d’usine agroalimentaire"),
)
HOME = Situation("fr", scenarios=SCENARIOS)
OPEN = Situation("fr", scenario=SCENARIOS[0], scenarios=SCENARIOS, entities=HELD)
PROPOSED = Situation("fr", scenario=SCENARIOS[0], scenarios=SCENARIOS, entities=HELD, proposals=SHOWN)
ENGLISH = Situation(
    "en",
    scenario=ScenarioName(1, "Managed SOC", "Cybersecurity"),
    scenarios=(ScenarioName(1, "Managed SOC", "Cybersecurity"),),
    entities=(Known("cible", 21, "CIOs of manufacturers"), Known("ressource", 31, "NIS2 webinar", type="webinar")),
)
EXTRA_INTENTS = {"clarify", "leave", "help", "thanks", "greeting", "off_topic", "scenario.show"}

WORDS = [
    *(
        "ajoute",
        "supprime",
        "renomme",
        "propose",
        "cherche",
        "la",
        "le",
        "deuxième",
        "cible",
        "objectif",
        "DSI",
        "toutes",
    ),
    *(
        "plan",
        "scénario",
        "en",
        "décision",
        "«",
        "»",
        ":",
        "?",
        "https://a.b/c",
        "priorité",
        "2",
        "sans",
        "pas",
        "autre",
        "segment",
    ),
]


def meant(text: str, situation: Situation = OPEN) -> tuple[str, dict[str, Any]]:
    meaning = understand(text, situation)
    return meaning.intent, dict(meaning.entities)


class TestAnyText:
    @given(st.text(max_size=400), st.sampled_from(["fr", "en"]))
    @settings(deadline=None)
    def test_means_something_known(self, text: str, locale: Locale) -> None:
        situation = Situation(locale, SCENARIOS[0], SCENARIOS, HELD, SHOWN)
        assert understand(text, situation).intent in ALL_INTENTS | EXTRA_INTENTS

    @given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
    @settings(deadline=None)
    def test_of_its_own_words_means_something_known_about_what_exists(self, text: str) -> None:
        meaning = understand(text, PROPOSED)
        assert meaning.intent in ALL_INTENTS | EXTRA_INTENTS
        assert meaning.entities.get("ref") in (None, *(known.id for known in HELD))
        assert set(meaning.entities.get("proposals", [])) <= {1, 2, 3}
        assert meaning.intent != "clarify" or meaning.about

    @pytest.mark.parametrize(
        "piece",
        [
            "ok ",
            "segment de la ",
            "sors la ",
            "a ",
            "« ",
            "en ",
            ", ",
            "« x » ",
            "la cible ",
            "https://a ",
            "pas ",
            "n'ajoute pas, ",
            " ",
        ],
    )
    def test_is_read_in_a_moment_however_it_repeats(self, piece: str) -> None:
        started = time.process_time()
        understand((piece * 4000)[:4000], PROPOSED)
        assert time.process_time() - started < 2


class TestAdding:
    def test_takes_what_follows_the_kind(self) -> None:
        assert meant("ajoute une cible DSI dans l’industrie") == ("cible.add", {"label": "DSI dans l’industrie"})

    def test_takes_the_fields_said_beside(self) -> None:
        assert meant("nouvelle cible : notaires, segment droit, au stade décision") == (
            "cible.add",
            {"label": "Notaires", "segment": "Droit", "maturite": "decision"},
        )

    def test_takes_an_address_and_a_type(self) -> None:
        intent, entities = meant("ajoute le webinaire « Répondre à un incident » https://www.example.com/w")
        assert intent == "ressource.add"
        assert entities == {"titre": "Répondre à un incident", "url": "https://www.example.com/w", "type": "webinar"}

    def test_of_nothing_named_asks_what(self) -> None:
        assert meant("j’aimerais ajouter un objectif") == ("objectif.add", {})


class TestAResultThatIsWanted:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("on vise 20 démos par mois", "20 démos par mois"),
            ("on veut réduire le coût par lead de 15 %", "Réduire le coût par lead de 15 %"),
            ("on veut baisser le churn de 5 %", "Baisser le churn de 5 %"),
        ],
    )
    def test_is_an_objective(self, text: str, label: str) -> None:
        assert meant(text) == ("objectif.add", {"label": label})

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("I'd like to cut churn by 10%", "Cut churn by 10%"),
            ("we want to grow the newsletter by 20%", "Grow the newsletter by 20%"),
            ("we're aiming for 20 demos a month", "20 demos a month"),
        ],
    )
    def test_is_an_objective_in_english(self, text: str, label: str) -> None:
        assert meant(text, ENGLISH) == ("objectif.add", {"label": label})

    def test_is_not_seen_in_a_target_with_a_figure(self) -> None:
        assert meant("on vise les PME de moins de 50 salariés")[0] == "cible.add"


class TestANumberOfAKind:
    @pytest.mark.parametrize(
        ("text", "intent"), [("ajoute 500 cibles", "cible.add"), ("ajoute trois objectifs", "objectif.add")]
    )
    def test_names_none(self, text: str, intent: str) -> None:
        assert meant(text) == (intent, {})


class TestAnAcronymSpeltLikeASmallWord:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("add IT managers as a target", "IT managers"),
            ("new target: IT directors in banks", "IT directors in banks"),
            ("target: IT", "IT"),
        ],
    )
    def test_is_part_of_a_name_in_english(self, text: str, label: str) -> None:
        assert meant(text, ENGLISH) == ("cible.add", {"label": label})

    def test_is_part_of_a_name_in_french(self) -> None:
        assert meant("ajoute une cible SI hospitaliers") == ("cible.add", {"label": "SI hospitaliers"})

    @pytest.mark.parametrize("text", ["REMOVE THE CIOS, I DON'T NEED IT", "the CIOs, remove it"])
    def test_stays_a_small_word_otherwise(self, text: str) -> None:
        assert meant(text, ENGLISH) == ("cible.remove", {"ref": 21})


class TestCorrecting:
    def test_finds_what_is_meant_by_its_number(self) -> None:
        assert meant("renomme le deuxième objectif en Doubler le trafic") == (
            "objectif.update",
            {"ref": 12, "label": "Doubler le trafic"},
        )

    def test_finds_what_is_meant_by_a_word_of_its_name(self) -> None:
        assert meant("les RSSI sont plutôt en considération") == (
            "cible.update",
            {"ref": 22, "maturite": "consideration"},
        )

    def test_finds_what_is_meant_by_its_type(self) -> None:
        assert meant("supprime la ressource du webinaire") == ("ressource.remove", {"ref": 31})

    def test_of_something_unknown_asks_which(self) -> None:
        meaning = understand("supprime la cible notaires", OPEN)
        assert (meaning.intent, meaning.about) == ("clarify", ("cible.remove",))


class TestAnOrderNotToDoSomething:
    @pytest.mark.parametrize(
        "text",
        [
            "ne supprime surtout pas le webinaire",
            "merci de ne pas supprimer le webinaire",
            "supprime pas le webinaire",
            "n’ajoute pas de cible DAF",
            "il ne faut pas retirer les RSSI",
            "je ne veux pas que tu renommes le scénario",
            "ne touche pas à l’objectif blog",
            "surtout n’archive pas ce scénario",
            "pas la peine d’exporter",
            "inutile de générer le plan",
            "je ne veux pas de plan pour l’instant",
        ],
    )
    def test_leaves_all_as_it_is(self, text: str) -> None:
        assert meant(text) == ("leave", {})

    @pytest.mark.parametrize(
        "text",
        [
            "don't delete the webinar",
            "please don’t archive this scenario",
            "do not add CFOs",
            "never remove the CIOs",
            "no need to generate the plan yet",
            "I don't want to add CFOs",
            "the CIOs must not be removed",
            "don't touch the webinar",
        ],
    )
    def test_leaves_all_as_it_is_in_english(self, text: str) -> None:
        assert meant(text, ENGLISH) == ("leave", {})

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ne supprime pas le webinaire, supprime le livre blanc", ("ressource.remove", {"ref": 32})),
            ("ajoute les DAF mais ne supprime pas les RSSI", ("cible.add", {"label": "DAF"})),
            ("n’ajoute pas de cible, génère le plan", ("plan.generate", {})),
            ("n’ajoute pas la première, mais ajoute la deuxième", ("cible.add", {"proposals": [2]})),
            ("la première mais n’ajoute pas les autres", ("cible.add", {"proposals": [1]})),
        ],
    )
    def test_does_not_hide_what_is_asked_beside_it(self, text: str, expected: tuple[str, dict[str, Any]]) -> None:
        assert meant(text, PROPOSED if "première" in text else OPEN) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ne garde pas les RSSI", ("cible.remove", {"ref": 22})),
            ("ne vise plus les RSSI", ("cible.remove", {"ref": 22})),
            ("n’oublie pas d’ajouter les DAF", ("cible.add", {"label": "DAF"})),
            ("pourquoi ne pas ajouter les DAF ?", ("cible.add", {"label": "DAF"})),
            ("ajoute un objectif : ne supprimer aucun poste", ("objectif.add", {"label": "Ne supprimer aucun poste"})),
        ],
    )
    def test_is_not_seen_in_a_negation_that_forbids_nothing(
        self, text: str, expected: tuple[str, dict[str, Any]]
    ) -> None:
        assert meant(text) == expected

    @pytest.mark.parametrize("text", ["we don't need the CIOs", "actually not the CIOs, remove them"])
    def test_is_not_seen_in_an_english_removal(self, text: str) -> None:
        assert meant(text, ENGLISH) == ("cible.remove", {"ref": 21})


class TestProposals:
    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("la deuxième", [2]),
            ("les deux premières", [1, 2]),
            ("toutes", [1, 2, 3]),
            ("toutes sauf la première", [2, 3]),
            ("la 1 et la 3", [1, 3]),
            ("celle sur les assurances", [2]),
            ("l’avant-dernière", [2]),
            ("pas la première, les deux autres", [2, 3]),
            ("la deuxième non, mais la troisième oui", [3]),
            ("la première et celle sur les assurances", [1, 2]),
        ],
    )
    def test_are_pointed_at(self, text: str, numbers: list[int]) -> None:
        intent, entities = meant(text, PROPOSED)
        assert intent == ("cible.add" if len(numbers) == 1 else "cible.add_many")
        assert entities == {"proposals": numbers}

    def test_that_do_not_suit_lead_to_others(self) -> None:
        assert meant("bof, tu as mieux ?", PROPOSED)[0] == "cible.suggest"

    def test_are_not_pointed_at_when_none_is_shown(self) -> None:
        assert meant("la deuxième", OPEN)[0] == "clarify"


class TestScenarios:
    def test_are_created_with_their_name_and_theme(self) -> None:
        assert meant("crée un scénario « Salon 2027 » sur la logistique", HOME) == (
            "scenario.create",
            {"nom": "Salon 2027", "thematique": "Logistique"},
        )

    def test_are_opened_by_a_part_of_their_name(self) -> None:
        assert meant("on reprend le salon", HOME) == ("scenario.open", {"nom": "Salon de la logistique"})


class TestMistypedWords:
    @pytest.mark.parametrize(
        "text", ["suprimer la premiere cible", "supprimme la 1ere cible", "SUPPRIME LA PREMIERE CIBLE"]
    )
    def test_are_understood(self, text: str) -> None:
        assert meant(text) == ("cible.remove", {"ref": 21})


class TestSmallTalk:
    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("merci beaucoup !", "thanks"),
            ("bonjour", "greeting"),
            ("à quoi tu sers ?", "help"),
            ("raconte-moi une blague", "off_topic"),
        ],
    )
    def test_is_recognised(self, text: str, intent: str) -> None:
        assert meant(text)[0] == intent
