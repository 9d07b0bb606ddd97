import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.meaning import Meaning
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
EXTRA_INTENTS = {"clarify", "leave", "help", "thanks", "greeting", "off_topic", "scenario.show", "topic", "again"}

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
            "euh non, ",
            "et les DAF ",
            "; objectif : x ",
            "pas la mais ",
            "plutôt que les ",
            "(",
            "et, ",
            "1, ",
            "mon patron ",
            " ",
        ],
    )
    def test_is_read_in_a_moment_however_it_repeats(self, piece: str) -> None:
        started = time.process_time()
        understand((piece * 4000)[:4000], PROPOSED)
        assert time.process_time() - started < 2


class TestAdding:
    def test_leaves_the_verb_of_what_is_told_of_it_out_of_a_name(self) -> None:
        added = meant("les courtiers sont en découverte, ajoute-les en cible")
        assert added == ("cible.add", {"label": "Courtiers", "maturite": "awareness"})

    def test_leaves_out_of_a_segment_since_when_it_is_so(self) -> None:
        added = meant("ajoute la cible notaires, segment Droit maintenant")
        assert added == ("cible.add", {"label": "Notaires", "segment": "Droit"})

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

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("les maires ruraux pourraient être une bonne cible", "Maires ruraux"),
            ("pense aussi aux promoteurs immobiliers", "Promoteurs immobiliers"),
            ("comme cible, mets les notaires", "Notaires"),
        ],
    )
    def test_takes_what_is_said_in_a_roundabout_way(self, text: str, label: str) -> None:
        assert meant(text) == ("cible.add", {"label": label})

    def test_keeps_to_the_sort_that_the_sentence_tells(self) -> None:
        assert meant("ajoute le webinaire « L’article parfait »")[1]["type"] == "webinar"

    def test_of_nothing_named_asks_what(self) -> None:
        assert meant("j’aimerais ajouter un objectif") == ("objectif.add", {})


class TestAResultThatIsWanted:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("on vise 20 démos par mois", "20 démos par mois"),
            ("20 démos par mois", "20 démos par mois"),
            ("il nous faut 50 rdv qualifiés d’ici juin", "50 rdv qualifiés d’ici juin"),
            ("on veut réduire le coût par lead de 15 %", "Réduire le coût par lead de 15 %"),
            ("réduire le coût par lead de 15 %", "Réduire le coût par lead de 15 %"),
            ("on veut baisser le churn de 5 %", "Baisser le churn de 5 %"),
            ("éliminer les leads non qualifiés", "Éliminer les leads non qualifiés"),
            ("supprimer 30 % des tickets de support", "Supprimer 30 % des tickets de support"),
            ("passer le taux de conversion de 2 à 4 %", "Passer le taux de conversion de 2 à 4 %"),
            ("limiter les désistements à 5 %", "Limiter les désistements à 5 %"),
            ("on cherche à fidéliser nos grands comptes", "Fidéliser nos grands comptes"),
            ("il faut qu’on signe dix clients pilotes", "Signer dix clients pilotes"),
            ("on vise 15 rendez-vous commerciaux par mois", "15 rendez-vous commerciaux par mois"),
            ("il nous faut 4 webinaires par trimestre", "4 webinaires par trimestre"),
            ("faudrait qu’on arrive à 30 démos par mois", "Arriver à 30 démos par mois"),
            ("l’idée serait de décrocher 10 grands comptes", "Décrocher 10 grands comptes"),
            ("on veut devenir le leader du SOC", "Devenir le leader du SOC"),
            ("notre cible est de 50 inscriptions", "50 inscriptions"),
            ("on aimerait passer de 2 à 5 webinaires par an", "Passer de 2 à 5 webinaires par an"),
            ("on aimerait être cités dans deux études d’ici juin", "Être cités dans deux études d’ici juin"),
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
            ("we're going for 15 sales meetings a month", "15 sales meetings a month"),
            ("We want to get 5 lakh impressions on LinkedIn by Diwali", "Get 5 lakh impressions on LinkedIn by Diwali"),
            ("we'd love to see 30 sign-ups per week", "30 sign-ups per week"),
            ("I want us to win 5 public tenders this year", "Win 5 public tenders this year"),
            ("our target is 50 registrations", "50 registrations"),
            ("management expects 200 MQLs per quarter", "200 MQLs per quarter"),
            ("get rid of unqualified leads", "Get rid of unqualified leads"),
            ("remove 30% of support tickets", "Remove 30% of support tickets"),
            ("drop response time to under 24 hours", "Drop response time to under 24 hours"),
        ],
    )
    def test_is_an_objective_in_english(self, text: str, label: str) -> None:
        assert meant(text, ENGLISH) == ("objectif.add", {"label": label})

    def test_has_its_priority_told_beside_it(self) -> None:
        assert meant("réduire le churn de 5 %, priorité 2") == (
            "objectif.add",
            {"label": "Réduire le churn de 5 %", "priorite": 2},
        )

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("on vise les PME de moins de 50 salariés", "cible.add"),
            ("on vise 200 PME du Grand Est", "cible.add"),
            ("je voudrais supprimer les RSSI", "cible.remove"),
            ("supprimer les leads qualifiés", "objectif.remove"),
            ("je veux trois idées de cibles", "cible.suggest"),
            ("on voudrait toucher les notaires d’ici juin", "cible.add"),
            ("on démarche surtout les syndics", "cible.add"),
            ("passer le trafic du blog en priorité 1", "objectif.update"),
        ],
    )
    def test_is_not_seen_where_something_else_is_asked(self, text: str, intent: str) -> None:
        assert meant(text)[0] == intent

    @pytest.mark.parametrize("text", ["delete the webinar", "drop the CIOs", "move the CIOs to decision"])
    def test_is_not_seen_in_an_english_order(self, text: str) -> None:
        assert meant(text, ENGLISH)[0] in ("cible.remove", "ressource.remove", "cible.update")


def each_meant(text: str, situation: Situation = OPEN) -> list[tuple[str, Any]]:
    """The requests of a sentence: the intent of each, and its name or reference."""
    asked = understand(text, situation).each()
    names = ("label", "titre", "ref")
    return [(one.intent, next((one.entities[name] for name in names if name in one.entities), None)) for one in asked]


class TestSeveralThingsInOneSentence:
    @pytest.mark.parametrize(
        ("text", "labels"),
        [
            ("ajoute DAF, DRH et DG comme cibles", ["DAF", "DRH", "DG"]),
            ("ajoute les DAF et les DRH", ["DAF", "DRH"]),
            ("ajoute deux cibles, les notaires et les avocats", ["Notaires", "Avocats"]),
            ("nos cibles sont les DAF, les DRH et les DSI de banques", ["DAF", "DRH", "DSI de banques"]),
            ("cibles : banques mutualistes et courtiers", ["Banques mutualistes", "Courtiers"]),
        ],
    )
    def test_are_as_many_targets(self, text: str, labels: list[str]) -> None:
        assert each_meant(text) == [("cible.add", label) for label in labels]

    def test_are_as_many_targets_in_english(self) -> None:
        assert each_meant("add CFOs, CIOs and HR directors as targets", ENGLISH) == [
            ("cible.add", "CFOs"),
            ("cible.add", "CIOs"),
            ("cible.add", "HR directors"),
        ]

    def test_are_as_many_objectives(self) -> None:
        assert each_meant("ajoute deux objectifs : doubler le chiffre d’affaires et signer 10 clients") == [
            ("objectif.add", "Doubler le chiffre d’affaires"),
            ("objectif.add", "Signer 10 clients"),
        ]

    def test_may_be_of_several_kinds(self) -> None:
        assert each_meant("cibles : DAF, DRH ; objectif : 30 leads") == [
            ("cible.add", "DAF"),
            ("cible.add", "DRH"),
            ("objectif.add", "30 leads"),
        ]
        assert each_meant("ajoute DAF comme cible et 30 leads comme objectif") == [
            ("cible.add", "DAF"),
            ("objectif.add", "30 leads"),
        ]

    def test_may_be_asked_by_several_verbs(self) -> None:
        assert each_meant("ajoute la cible notaires et supprime l’objectif blog") == [
            ("cible.add", "Notaires"),
            ("objectif.remove", 12),
        ]

    def test_have_fields_of_their_own_or_in_common(self) -> None:
        apart = understand("deux objectifs : vendre plus en priorité 1 et signer 10 clients en priorité 2", OPEN)
        assert [one.entities["priorite"] for one in apart.each()] == [1, 2]
        common = understand("ajoute DAF et DRH comme cibles en découverte", OPEN)
        assert [one.entities["maturite"] for one in common.each()] == ["awareness", "awareness"]

    def test_have_titles_between_quotation_marks(self) -> None:
        assert each_meant("ajoute les articles « Zero Trust » et « Que faire, et quand »") == [
            ("ressource.add", "Zero Trust"),
            ("ressource.add", "Que faire, et quand"),
        ]

    def test_have_sorts_of_their_own(self) -> None:
        asked = understand("ajoute un webinaire sur DORA, une vidéo de démo et un cas client Renault", OPEN)
        assert [one.entities["type"] for one in asked.each()] == ["webinar", "video", "cas_client"]

    @pytest.mark.parametrize(
        ("text", "ids"),
        [
            ("supprime les RSSI et les DSI", [22, 21]),
            ("supprime le webinaire et le livre blanc", [31, 32]),
            ("supprime toutes les cibles sauf les RSSI", [21]),
            ("vire la cible RSSI et l’objectif blog", [22, 12]),
        ],
    )
    def test_are_removed_together(self, text: str, ids: list[int]) -> None:
        assert [ref for _, ref in each_meant(text)] == ids

    @pytest.mark.parametrize(
        "text",
        [
            "ajoute les directeurs achats et logistique",
            "ajoute une cible DSI et RSSI de banques",
            "objectif : gagner en notoriété et en trafic",
            "objectifs : augmenter le trafic et la notoriété",
            "ajoute l’objectif diffuser un livre blanc et un webinaire sur DORA",
            "ajoute le guide « Vendre, louer et prêter »",
        ],
    )
    def test_are_not_seen_in_a_single_name(self, text: str) -> None:
        assert understand(text, OPEN).also == ()

    @pytest.mark.parametrize(
        ("text", "intents"),
        [
            ("ajoute la cible DAF et dis-moi où j’en suis", ["cible.add", "scenario.show"]),
            ("quelles cibles viser et quels objectifs me fixer ?", ["cible.suggest", "objectif.suggest"]),
            ("tu peux ajouter les DRH et me proposer des contenus ?", ["cible.add", "ressource.suggest"]),
            ("supprime le webinaire et propose-m’en un autre", ["ressource.remove", "ressource.suggest"]),
            ("ajoute une cible DAF et des objectifs", ["cible.add", "objectif.add"]),
            ("trouve des articles sur DORA et ajoute-les aux ressources", ["search.run"]),
        ],
    )
    def test_may_be_of_any_sort(self, text: str, intents: list[str]) -> None:
        assert [one.intent for one in understand(text, OPEN).each()] == intents

    def test_may_be_of_any_sort_in_english(self) -> None:
        text = "create the CISO target, then suggest goals and build the plan"
        assert [one.intent for one in understand(text, ENGLISH).each()] == [
            *("cible.add", "objectif.suggest", "plan.generate"),
        ]

    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("ajoute un objectif : générer 50 leads et proposer des démos", "fr"),
            ("ajoute l’objectif former les équipes et chercher des partenaires", "fr"),
            ("ajoute la cible directeurs innovation et recherche médicale", "fr"),
            ("cherche des exemples de webinaires et de guides sur NIS2", "fr"),
            ("vu que le webinaire est passé, retire-le", "fr"),
            ("add an objective to attract visitors and find partners", "en"),
        ],
    )
    def test_are_not_seen_in_what_is_no_order(self, text: str, locale: Locale) -> None:
        assert understand(text, ENGLISH if locale == "en" else OPEN).also == ()


class TestAllButOne:
    def test_of_what_is_not_said_asks_which(self) -> None:
        meaning = understand("enlève tout sauf le webinaire", OPEN)
        assert (meaning.intent, meaning.about) == ("clarify", ("objectif.remove", "cible.remove", "ressource.remove"))


class TestWhatIsOnlyTold:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("ajoute la cible notaires, mon patron y tient beaucoup", "Notaires"),
            ("ajoutez les notaires en cible s’il vous plaît, on en a parlé ce matin. Merci à vous", "Notaires"),
            ("ajoute la cible notaires parce qu’on a un super contact là-bas", "Notaires"),
            (
                "on voudrait toucher les notaires, segment Droit, mon équipe les connaît et c’est lui le chef",
                "Notaires",
            ),
            ("on s’est dit avec mon équipe qu’il faudrait les notaires, vous pouvez les mettre en cible ?", "Notaires"),
            ("ajoute les notaires en cible, euh non, les avocats", "Avocats"),
        ],
    )
    def test_is_no_part_of_a_name(self, text: str, label: str) -> None:
        asked = understand(text, OPEN)
        assert (asked.intent, asked.entities["label"]) == ("cible.add", label)
        assert asked.also == ()

    def test_is_no_part_of_a_name_in_english(self) -> None:
        text = "put notaries down as a target please, my boss keeps asking and we have good feedback. Many thanks!"
        assert understand(text, ENGLISH).entities == {"label": "Notaries"}

    def test_removes_nothing(self) -> None:
        text = "Pour l’objectif du blog, mettez plutôt priorité 3, on en a reparlé et ce n’est plus si pressé"
        assert understand(text, OPEN) == Meaning("objectif.update", {"ref": 12, "priorite": 3})
        assert each_meant("enlève les RSSI et on garde les DSI, merci") == [("cible.remove", 22)]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ajoute une cible, c’est les viticulteurs", ("cible.add", {"label": "Viticulteurs"})),
            ("change le thème, c’est la QVT", ("scenario.update", {"thematique": "QVT"})),
            (
                "ajoute la cible notaires, elle est en décision",
                ("cible.add", {"label": "Notaires", "maturite": "decision"}),
            ),
            (
                "ajoute la plaquette SOC, elle est ici : https://www.example.com/soc",
                ("ressource.add", {"titre": "Plaquette SOC", "type": "autre", "url": "https://www.example.com/soc"}),
            ),
        ],
    )
    def test_stays_when_it_says_what_is_asked_for(self, text: str, expected: tuple[str, dict[str, Any]]) -> None:
        asked = understand(text, OPEN)
        assert (asked.intent, asked.entities) == expected


class TestEmptyingAField:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("efface la note du webinaire", Meaning("ressource.update", {"ref": 31, "note": ""})),
            ("la note du webinaire est obsolète, enlève-la", Meaning("ressource.update", {"ref": 31, "note": ""})),
            ("La note du webinaire est obsolète. Enlève-la.", Meaning("ressource.update", {"ref": 31, "note": ""})),
            ("plus besoin de la note du webinaire", Meaning("ressource.update", {"ref": 31, "note": ""})),
            ("plus besoin de la note", Meaning("clarify", about=("ressource.update",))),
            ("enlève la priorité du premier objectif", Meaning("objectif.update", {"ref": 11})),
            ("retire le segment de la cible DSI", Meaning("cible.update", {"ref": 21, "segment": ""})),
            ("vide la note du livre blanc", Meaning("ressource.update", {"ref": 32, "note": ""})),
            ("supprime la description du scénario", Meaning("scenario.update", {"description": ""})),
            ("enlève le segment", Meaning("clarify", about=("cible.update",))),
        ],
    )
    def test_is_a_correction(self, text: str, expected: Meaning) -> None:
        assert understand(text, OPEN) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("remove the segment from the CIO target", Meaning("cible.update", {"ref": 21, "segment": ""})),
            ("the webinar's note is obsolete, remove it", Meaning("ressource.update", {"ref": 31, "note": ""})),
            ("remove the webinar note", Meaning("ressource.update", {"ref": 31, "note": ""})),
        ],
    )
    def test_is_a_correction_in_english(self, text: str, expected: Meaning) -> None:
        assert understand(text, ENGLISH) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("supprime le webinaire et sa note", Meaning("ressource.remove", {"ref": 31})),
            ("supprime le persona DSI", Meaning("cible.remove", {"ref": 21})),
            ("le segment cliniques est obsolète, enlève la cible", Meaning("cible.remove", {"ref": 22})),
            ("enlève le blog de nos priorités", Meaning("objectif.remove", {"ref": 12})),
        ],
    )
    def test_is_not_seen_where_the_thing_itself_is_to_go(self, text: str, expected: Meaning) -> None:
        assert understand(text, OPEN) == expected


class TestANameBeforeItsKind:
    @pytest.mark.parametrize(
        ("text", "labels"),
        [
            ("add a CFO target", ["CFO"]),
            ("add an IT managers audience", ["IT managers"]),
            ("new CFO target please", ["CFO"]),
            ("add CFO and HR director targets", ["CFO", "HR director"]),
            ("add an objective to hit our sales goals", ["Hit our sales goals"]),
        ],
    )
    def test_is_the_name_alone_in_english(self, text: str, labels: list[str]) -> None:
        assert [one.entities["label"] for one in understand(text, ENGLISH).each()] == labels


class TestAContrast:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ne supprime pas le webinaire mais le livre blanc", ("ressource.remove", {"ref": 32})),
            ("supprime le livre blanc, pas le webinaire", ("ressource.remove", {"ref": 32})),
            ("n’ajoute pas les DAF mais les DRH", ("cible.add", {"label": "DRH"})),
            ("ajoute les DRH et non les DAF", ("cible.add", {"label": "DRH"})),
            ("ajoute non pas les DAF mais les DRH", ("cible.add", {"label": "DRH"})),
            ("au lieu des DAF, ajoute les DRH", ("cible.add", {"label": "DRH"})),
            ("ne supprime pas le webinaire mais les RSSI en ont besoin", ("leave", {})),
            ("finalement pas les DSI, retire-les", ("cible.remove", {"ref": 21})),
        ],
    )
    def test_asks_for_the_side_that_is_wanted(self, text: str, expected: tuple[str, dict[str, Any]]) -> None:
        assert meant(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("don't remove the webinar but the CIOs", ("cible.remove", {"ref": 21})),
            ("remove the CIOs, not the webinar", ("cible.remove", {"ref": 21})),
            ("add HR directors rather than CFOs", ("cible.add", {"label": "HR directors"})),
        ],
    )
    def test_asks_for_it_in_english(self, text: str, expected: tuple[str, dict[str, Any]]) -> None:
        assert meant(text, ENGLISH) == expected

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("pas la première, la deuxième", 2),
            ("plutôt la troisième", 3),
            ("celle sur les assurances, pas les autres", 2),
            ("la deuxième plutôt que la première", 2),
            ("finalement la 3 au lieu de la 1", 3),
            ("pas celle sur les assurances, celle sur l’agroalimentaire", 3),
        ],
    )
    def test_between_proposals_picks_one(self, text: str, number: int) -> None:
        assert meant(text, PROPOSED) == ("cible.add", {"proposals": [number]})


class TestWhatIsNotWanted:
    def test_is_removed_when_the_scenario_holds_it(self) -> None:
        assert meant("je ne veux pas de la cible RSSI") == ("cible.remove", {"ref": 22})
        assert meant("I don't want the CIOs target", ENGLISH) == ("cible.remove", {"ref": 21})

    @pytest.mark.parametrize(
        "text", ["je ne veux pas de la cible assurances", "je ne veux pas de la deuxième", "pas la deuxième"]
    )
    def test_is_left_alone_when_it_is_only_proposed(self, text: str) -> None:
        assert meant(text, PROPOSED) == ("leave", {})


class TestWhatIsTakenBack:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ajoute une cible notaires, euh non, avocats", ("cible.add", {"label": "Avocats"})),
            ("ajoute une cible DPO de PME euh non DAF de PME", ("cible.add", {"label": "DAF de PME"})),
            ("ajoute une cible DAF, non attends, un objectif de 30 leads", ("objectif.add", {"label": "30 leads"})),
            ("ajoute un objectif de 30 leads, enfin 40", ("objectif.add", {"label": "40 leads"})),
            ("supprime le webinaire, non pardon, le livre blanc", ("ressource.remove", {"ref": 32})),
            (
                "passe les RSSI en décision, non, en considération",
                ("cible.update", {"ref": 22, "maturite": "consideration"}),
            ),
            ("supprime la cible RSSI, ah non, renomme-la en CISO", ("cible.update", {"ref": 22, "label": "CISO"})),
            ("ajoute euh une cible notaires", ("cible.add", {"label": "Notaires"})),
        ],
    )
    def test_gives_way_to_what_is_said_instead(self, text: str, expected: tuple[str, dict[str, Any]]) -> None:
        assert meant(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("add a target notaries, er no, lawyers", ("cible.add", {"label": "Lawyers"})),
            ("add notaries, I mean lawyers, as a target", ("cible.add", {"label": "Lawyers"})),
            ("delete the CIOs, sorry, the webinar", ("ressource.remove", {"ref": 31})),
        ],
    )
    def test_gives_way_in_english(self, text: str, expected: tuple[str, dict[str, Any]]) -> None:
        assert meant(text, ENGLISH) == expected

    def test_may_be_a_proposal(self) -> None:
        assert meant("la première… enfin non, la troisième", PROPOSED) == ("cible.add", {"proposals": [3]})

    @pytest.mark.parametrize("text", ["on ajoute les notaires, non ?", "désolé, ajoute les notaires"])
    def test_is_not_seen_where_nothing_is_taken_back(self, text: str) -> None:
        assert meant(text) == ("cible.add", {"label": "Notaires"})


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

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("le type du livre blanc c’est plutôt article", ("ressource.update", {"ref": 32, "type": "article"})),
            ("en fait c’est 60 leads qualifiés", ("objectif.update", {"ref": 11, "label": "60 leads qualifiés"})),
            ("le titre du scénario n’est pas bon : mets SOC 24/7", ("scenario.update", {"nom": "SOC 24/7"})),
        ],
    )
    def test_takes_the_value_without_the_words_that_lead_to_it(
        self, text: str, expected: tuple[str, dict[str, Any]]
    ) -> None:
        assert meant(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "the theme of the scenario ought to be Health, kindly amend it",
            "the theme of the scenario ought to be Health. Please change it accordingly.",
        ],
    )
    def test_takes_the_value_without_the_courtesy_that_follows_it(self, text: str) -> None:
        assert meant(text, ENGLISH) == ("scenario.update", {"thematique": "Health"})

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "The NIS2 webinar should henceforth be called Back online in two days.",
                ("ressource.update", {"ref": 31, "titre": "Back online in two days"}),
            ),
            ("maybe call this one SOC spring edition instead", ("scenario.update", {"nom": "SOC spring edition"})),
            ("Please rename this scenario Trust: autumn 2027.", ("scenario.update", {"nom": "Trust: autumn 2027"})),
            ("rename to Trust 2027", ("scenario.update", {"nom": "Trust 2027"})),
            ("the webinar -> type video", ("ressource.update", {"ref": 31, "type": "video"})),
            (
                "oh and before I forget, the webinar moved to https://www.example.com/v2",
                ("ressource.update", {"ref": 31, "url": "https://www.example.com/v2"}),
            ),
        ],
    )
    def test_takes_a_new_name_for_what_is_named_before_it(
        self, text: str, expected: tuple[str, dict[str, Any]]
    ) -> None:
        assert meant(text, ENGLISH) == expected

    def test_takes_an_address_for_what_it_is(self) -> None:
        assert meant("the webinar's address is https://www.example.com/new", ENGLISH) == (
            "ressource.update",
            {"ref": 31, "url": "https://www.example.com/new"},
        )

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

    @pytest.mark.parametrize("text", ["never mind", "ok forget it", "Leave it as is."])
    def test_may_name_nothing_at_all_in_english(self, text: str) -> None:
        assert meant(text, ENGLISH) == ("leave", {})

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


class TestSearching:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("regarde ce qui se fait en marketing d’influence", "Marketing d’influence"),
            ("cherche des exemples de webinaires", "Webinaires"),
        ],
    )
    def test_looks_for_what_is_named(self, text: str, wanted: str) -> None:
        assert meant(text) == ("search.run", {"requete": wanted})

    def test_takes_what_stands_before_the_word_examples(self) -> None:
        assert meant("find vendor audit examples", ENGLISH)[1] == {"requete": "Vendor audit examples"}

    def test_keeps_what_is_named_before_the_word_examples(self) -> None:
        assert meant("search for ABM examples in energy", ENGLISH)[1] == {"requete": "ABM examples in energy"}

    @pytest.mark.parametrize(
        "text",
        [
            "let's see what others have been writing about vendor audits",
            "could you do a quick search about vendor audits",
            "find examples of vendor audits",
            "I should be interested in any recent articles on vendor audits.",
        ],
    )
    def test_looks_for_it_in_english(self, text: str) -> None:
        assert meant(text, ENGLISH) == ("search.run", {"requete": "Vendor audits"})


class TestScenarios:
    def test_are_created_with_their_name_and_theme(self) -> None:
        assert meant("crée un scénario « Salon 2027 » sur la logistique", HOME) == (
            "scenario.create",
            {"nom": "Salon 2027", "thematique": "Logistique"},
        )

    def test_are_opened_by_a_part_of_their_name(self) -> None:
        assert meant("on reprend le salon", HOME) == ("scenario.open", {"nom": "Salon de la logistique"})


class TestAPrintableFile:
    @pytest.mark.parametrize("text", ["je veux un PDF du plan", "tu peux me sortir le plan en PDF pour demain ?"])
    def test_is_an_export_whatever_verb_asks_for_it(self, text: str) -> None:
        assert understand(text, OPEN) == Meaning("scenario.export")

    def test_of_something_else_is_not(self) -> None:
        assert meant("ajoute le PDF du livre blanc sur les plans de reprise")[0] == "ressource.add"


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
