from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
FRENCH = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), entities=(Known("cible", 21, "DSI d’ETI"),))
ENGLISH = Situation("en", scenario=SCENARIO, scenarios=(SCENARIO,), entities=(Known("cible", 21, "IT managers"),))
PROPOSED = Situation(
    "fr", scenario=SCENARIO, scenarios=(SCENARIO,), proposals=(Known("cible", 1, "Maires"), Known("cible", 2, "Élus"))
)


def told(text: str, situation: Situation) -> list[tuple[str, dict[str, Any]]]:
    return [(each.intent, each.entities) for each in understand(text, situation).each()]


def targets(*labels: str) -> list[tuple[str, dict[str, Any]]]:
    return [("cible.add", {"label": label}) for label in labels]


class TestWhatIsToldBeforeAnAddition:
    @pytest.mark.parametrize(
        ("text", "situation", "label"),
        [
            (
                "Je sors d'un déjeuner avec Karim, il m'a convaincu : ajoute les urbanistes aux cibles",
                FRENCH,
                "Urbanistes",
            ),
            (
                "On n'avait jamais vu autant de monde au salon ! Ajoutez les paysagistes comme cible",
                FRENCH,
                "Paysagistes",
            ),
            ("Figure-toi que le client a validé le témoignage. Ajoute les géomètres aux cibles", FRENCH, "Géomètres"),
            (
                "Just back from lunch and he talked me into it: add town planners to the targets",
                ENGLISH,
                "Town planners",
            ),
        ],
    )
    def test_it_is_no_part_of_what_is_added(self, text: str, situation: Situation, label: str) -> None:
        assert told(text, situation) == targets(label)

    def test_a_request_before_it_is_kept(self) -> None:
        asked = told("deux choses décidées ce matin : on enlève les DSI d'ETI, et on ajoute une cible Préfets", FRENCH)
        assert asked == [("cible.remove", {"ref": 21}), *targets("Préfets")]

    def test_a_sentence_after_it_that_only_tells_is_left_out(self) -> None:
        assert told("Ajoute une cible Préfets. Je file, on se rappelle vite.", FRENCH) == targets("Préfets")


class TestWhatAnAdditionPointsBackAt:
    @pytest.mark.parametrize(
        ("text", "situation", "intent", "said"),
        [
            (
                "Ma chef veut qu'on parle aux géomètres, bof. Ajoute-les en cible",
                FRENCH,
                "cible.add",
                {"label": "Géomètres"},
            ),
            (
                "La patronne voudrait 12 partenaires d'ici juin, note ça en objectif",
                FRENCH,
                "objectif.add",
                {"label": "12 partenaires d'ici juin"},
            ),
            (
                "J'ai un guide Toits partagés qui dort ici. Ajoute-le aux ressources, https://www.example.com/t",
                FRENCH,
                "ressource.add",
                {"titre": "Guide Toits partagés", "type": "autre", "url": "https://www.example.com/t"},
            ),
            (
                "People keep asking for the grants guide. Could you add it to the resources?",
                ENGLISH,
                "ressource.add",
                {"titre": "Grants guide", "type": "autre"},
            ),
            (
                "We only ever talked to warehouse managers. We should add them as a target",
                ENGLISH,
                "cible.add",
                {"label": "Warehouse managers"},
            ),
        ],
    )
    def test_it_is_named_by_what_was_told(
        self, text: str, situation: Situation, intent: str, said: dict[str, Any]
    ) -> None:
        assert told(text, situation) == [(intent, said)]

    def test_it_is_the_proposal_while_proposals_are_shown(self) -> None:
        assert told("On croise surtout des élus. Ajoute la deuxième", PROPOSED) == [("cible.add", {"proposals": [2]})]


class TestAWishToSeeSomethingAmongTheTargets:
    @pytest.mark.parametrize(
        ("text", "situation", "label"),
        [
            ("j'aimerais que les acheteurs publics figurent parmi nos cibles", FRENCH, "Acheteurs publics"),
            (
                "Given that tenders make up half of it, I'd like public buyers among the targets",
                ENGLISH,
                "Public buyers",
            ),
        ],
    )
    def test_it_adds_it(self, text: str, situation: Situation, label: str) -> None:
        assert told(text, situation) == targets(label)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Could we make winning 20 depots an objective?", ("objectif.add", {"label": "Winning 20 depots"})),
            ("what about public buyers as a target?", ("cible.add", {"label": "Public buyers"})),
            ("our sales team wants public buyers in the targets", ("cible.add", {"label": "Public buyers"})),
            (
                "I should like to add public buyers to our audiences, if I may.",
                ("cible.add", {"label": "Public buyers"}),
            ),
            ("let's make public buyers a new target please", ("cible.add", {"label": "Public buyers"})),
        ],
    )
    def test_what_is_made_one_is_added(self, text: str, expected: tuple[str, dict[str, Any]]) -> None:
        assert told(text, ENGLISH) == [expected]

    def test_a_title_told_right_after_the_content_is_its_name(self) -> None:
        asked = told("there's a new podcast, Threat Talk, add it to the resources", ENGLISH)
        assert asked == [("ressource.add", {"titre": "Threat Talk", "type": "autre"})]

    def test_what_could_go_there_is_added(self) -> None:
        asked = told("we made a checklist for ISO 27001, that could go in the resources I suppose", ENGLISH)
        assert asked == [("ressource.add", {"titre": "Checklist for ISO 27001", "type": "autre"})]

    def test_a_list_that_it_announces_is_added(self) -> None:
        asked = told("Voilà ce que je voudrais : un objectif de 40 démos par mois et une cible Préfets", FRENCH)
        assert asked == [("objectif.add", {"label": "40 démos par mois"}), *targets("Préfets")]


class TestAPlaceToldFirst:
    @pytest.mark.parametrize(
        ("text", "situation", "label"),
        [
            ("pour les cibles note les gestionnaires de parcs", FRENCH, "Gestionnaires de parcs"),
            ("côté cibles, tu peux ajouter les gestionnaires de parcs ?", FRENCH, "Gestionnaires de parcs"),
            ("in the targets, please add facility managers", ENGLISH, "Facility managers"),
        ],
    )
    def test_is_where_what_follows_goes(self, text: str, situation: Situation, label: str) -> None:
        assert told(text, situation) == targets(label)


class TestAQuestionThatAsks:
    @pytest.mark.parametrize(
        "text",
        [
            "est-ce qu'on pourrait viser aussi les maires ?",
            "pourquoi ne pas cibler les maires ?",
            "y a moyen d'ajouter les maires aux cibles ?",
            "est-ce qu'il serait possible de cibler aussi les maires ?",
        ],
    )
    def test_is_read_as_what_it_asks(self, text: str) -> None:
        assert told(text, FRENCH) == targets("Maires")

    def test_for_advice_stays_a_question(self) -> None:
        assert told("on pourrait viser qui ?", FRENCH) == [("cible.suggest", {})]


class TestTheSameNounAgain:
    def test_begins_another_request(self) -> None:
        assert told("cible DAF cible DRH cible DG", FRENCH) == targets("DAF", "DRH", "DG")
