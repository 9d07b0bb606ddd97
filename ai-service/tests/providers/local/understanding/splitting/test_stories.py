from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
HELD = (
    Known("objectif", 11, "Générer 40 leads qualifiés"),
    Known("objectif", 12, "Recruter des revendeurs"),
    Known("cible", 21, "DSI d’ETI industrielles"),
    Known("cible", 22, "Pharmaciens indépendants"),
    Known("ressource", 31, "NIS2 sans jargon", type="webinar"),
)
OPEN = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), entities=HELD)
PROPOSED = Situation(
    "fr",
    scenario=SCENARIO,
    scenarios=(SCENARIO,),
    entities=HELD,
    proposals=(
        Known("objectif", 1, "Réactiver les comptes dormants"),
        Known("objectif", 2, "Signer huit contrats cadres"),
    ),
)
ENGLISH = Situation("en", scenario=SCENARIO, scenarios=(SCENARIO,), entities=(Known("cible", 22, "Pharmacists"),))


class TestARequestAtTheEndOfAStory:
    @pytest.mark.parametrize(
        ("text", "situation", "intent", "entities"),
        [
            (
                "Les revendeurs, on verra au printemps, personne n’est disponible. Passe ça en priorité 5.",
                OPEN,
                "objectif.update",
                {"ref": 12, "priorite": 5},
            ),
            (
                "Le webinaire sera rejoué par un confrère. C’est dommage, mais il faut l’enlever des ressources.",
                OPEN,
                "ressource.remove",
                {"ref": 31},
            ),
            (
                "Petite correction : les pharmaciens passent en décision. Bonne soirée",
                OPEN,
                "cible.update",
                {"ref": 22, "maturite": "decision"},
            ),
            (
                "Les comptes dormants me rappellent une belle réussite ; retenons-le, si vous voulez bien.",
                PROPOSED,
                "objectif.add",
                {"proposals": [1]},
            ),
            ("Pharmacists never pick up the phone. Get rid of them.", ENGLISH, "cible.remove", {"ref": 22}),
        ],
    )
    def test_is_about_what_was_spoken_of(
        self, text: str, situation: Situation, intent: str, entities: dict[str, Any]
    ) -> None:
        meaning = understand(text, situation)

        assert (meaning.intent, meaning.entities) == (intent, entities)

    def test_is_left_to_be_read_as_several_when_each_sentence_asks(self) -> None:
        meaning = understand("Supprime la cible DSI. Ajoute la cible notaires.", OPEN)

        assert [each.intent for each in meaning.each()] == ["cible.remove", "cible.add"]


class TestACorrection:
    @pytest.mark.parametrize(
        ("text", "entities"),
        [
            ("Les pharmaciens sont en considération, pas en découverte", {"ref": 22, "maturite": "consideration"}),
            ("mets 60 leads qualifiés à la place", {"ref": 11, "label": "60 leads qualifiés"}),
            (
                "La cible DSI, ce n’est plus segment PME mais segment Agroalimentaire. Bonne fin de journée",
                {"ref": 21, "segment": "Agroalimentaire"},
            ),
        ],
    )
    def test_gives_what_is_to_be_and_not_what_was(self, text: str, entities: dict[str, Any]) -> None:
        assert understand(text, OPEN).entities == entities


class TestARequestAfterAComma:
    @pytest.mark.parametrize(
        ("text", "situation", "intent", "entities"),
        [
            (
                "bon les pharmaciens finalement ils connaissent déjà bien le sujet, mets la maturité à considération",
                OPEN,
                "cible.update",
                {"ref": 22, "maturite": "consideration"},
            ),
            (
                "les revendeurs c’est devenu la grande affaire de la patronne, passe cet objectif en priorité 1",
                OPEN,
                "objectif.update",
                {"ref": 12, "priorite": 1},
            ),
            (
                "Les pharmaciens ont vu le webinaire la semaine dernière, donc faut les passer en décision maintenant",
                OPEN,
                "cible.update",
                {"ref": 22, "maturite": "decision"},
            ),
        ],
    )
    def test_is_about_what_is_told_before(
        self, text: str, situation: Situation, intent: str, entities: dict[str, Any]
    ) -> None:
        meaning = understand(text, situation)

        assert (meaning.intent, meaning.entities) == (intent, entities)

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("on vient de publier un article intitulé « Vendre en officine », ajoute-le", "ressource.add"),
            ("on manque de contenu, tu aurais des idées ?", "ressource.suggest"),
            ("ce scénario était un test, supprime-le", "scenario.archive"),
        ],
    )
    def test_is_read_with_it_when_it_says_too_little_alone(self, text: str, intent: str) -> None:
        assert understand(text, PROPOSED).intent == intent


class TestWhatAStorySpeaksOf:
    def test_is_of_the_kind_that_suits_what_is_asked(self) -> None:
        meaning = understand(
            "Les pharmaciens, après le webinaire de jeudi, ils sont bien plus avancés. Passe-les en considération.",
            OPEN,
        )

        assert (meaning.intent, meaning.entities) == ("cible.update", {"ref": 22, "maturite": "consideration"})


class TestWhatIsOnlyToldOfOneself:
    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            (
                "Bon, je rentre de congés et je ne sais plus où on en était. Tu me fais un point sur le scénario ?",
                "show",
            ),
            (
                "Avant tout, pouvez-vous me rappeler le contenu du scénario ? Je préfère vérifier que tout y est.",
                "show",
            ),
        ],
    )
    def test_is_no_second_request(self, text: str, intent: str) -> None:
        assert understand(text, OPEN).intent == f"scenario.{intent}"

    def test_does_not_lift_what_is_forbidden(self) -> None:
        assert understand("Pour l’instant ne supprime rien, le directeur n’a pas encore validé", OPEN).intent == "leave"


class TestAValueAnnounced:
    def test_is_kept_without_what_announces_it(self) -> None:
        meaning = understand(
            "Je précise la thématique du scénario, qui me paraît vague : il faudrait indiquer Santé.", OPEN
        )

        assert (meaning.intent, meaning.entities) == ("scenario.update", {"thematique": "Santé"})

    def test_is_not_who_it_is_done_for(self) -> None:
        meaning = understand("Le segment des pharmaciens serait plutôt Officine. Tu peux modifier ça pour moi ?", OPEN)

        assert (meaning.intent, meaning.entities) == ("cible.update", {"ref": 22, "segment": "Officine"})

    @pytest.mark.parametrize(
        ("text", "situation"),
        [
            ("la thématique du scénario devrait être, à mon humble avis, Officine, le mot qu’on emploie ici", OPEN),
            ("Une dernière chose : la thématique de ce scénario devrait être Officine, c’est plus clair", OPEN),
            ("La thématique est trop vague à mon goût. Change-la en Officine", OPEN),
            ("The theme is too vague for my taste; please change it to Officine.", ENGLISH),
        ],
    )
    def test_is_kept_without_what_is_told_around_it(self, text: str, situation: Situation) -> None:
        meaning = understand(text, situation)

        assert (meaning.intent, meaning.entities) == ("scenario.update", {"thematique": "Officine"})


class TestAClauseThatRunsOn:
    @pytest.mark.parametrize(
        ("text", "situation", "intent", "entities"),
        [
            (
                "cherche des inspirations sur la sécurité des ports j’ai un prospect au Havre la semaine prochaine",
                OPEN,
                "search.run",
                {"requete": "Sécurité des ports"},
            ),
            (
                "change le nom du scénario appelle-le Vigie ça parle mieux aux vendeurs",
                OPEN,
                "scenario.update",
                {"nom": "Vigie"},
            ),
            (
                "find me some inspiration on port security I'm seeing a prospect in Leith next week",
                ENGLISH,
                "search.run",
                {"requete": "Port security"},
            ),
        ],
    )
    def test_is_no_part_of_the_value(
        self, text: str, situation: Situation, intent: str, entities: dict[str, Any]
    ) -> None:
        meaning = understand(text, situation)

        assert (meaning.intent, meaning.entities) == (intent, entities)

    @pytest.mark.parametrize(
        ("text", "entities"),
        [
            ("change le thème c’est la santé", {"thematique": "Santé"}),
            ("renomme le scénario ce sera Vigie", {"nom": "Vigie"}),
        ],
    )
    def test_is_the_value_when_none_is_said_before(self, text: str, entities: dict[str, Any]) -> None:
        meaning = understand(text, OPEN)

        assert (meaning.intent, meaning.entities) == ("scenario.update", entities)


class TestWhatIsAskedOfWhatWasNamed:
    @pytest.mark.parametrize(
        ("text", "situation", "intent"),
        [
            (
                "Le patron veut des objectifs pour vendredi et j’ai la tête vide, tu pourrais en suggérer ?",
                OPEN,
                "objectif",
            ),
            ("The boss wants targets by Friday and my mind is a blank, could you suggest some?", ENGLISH, "cible"),
        ],
    )
    def test_is_of_that_kind(self, text: str, situation: Situation, intent: str) -> None:
        assert understand(text, situation).intent == f"{intent}.suggest"


class TestARefusalWithItsReason:
    def test_forbids_what_is_spoken_of(self) -> None:
        text = "Tu vas trop vite. Me fais pas de plan maintenant, j’attends le retour du directeur."

        assert understand(text, OPEN).intent == "leave"

    def test_removes_what_is_no_longer_wanted(self) -> None:
        meaning = understand(
            "on ne veut plus des pharmaciens dans les cibles, ils n’ont aucun budget cette année", OPEN
        )

        assert (meaning.intent, meaning.entities) == ("cible.remove", {"ref": 22})


class TestAScenarioSpokenOfInAStory:
    def test_is_opened_though_its_plan_is_told_of(self) -> None:
        home = Situation("fr", scenarios=(ScenarioName(2, "Officine connectée", "Santé"),))
        text = "Je vous demande d’ouvrir le dossier Officine connectée, que j’avais laissé en plan avant mes congés."

        assert understand(text, home).entities == {"nom": "Officine connectée"}

    def test_is_not_created_anew(self) -> None:
        meaning = understand("Vous pouvez me proposer quelque chose de nouveau pour ce scénario ?", OPEN)

        assert (meaning.intent, "objectif.suggest" in meaning.about) == ("clarify", True)
