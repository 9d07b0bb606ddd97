import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
SHOWN = (
    Known("ressource", 1, "Dix questions à un hébergeur", type="article"),
    Known("ressource", 2, "Une nuit d’astreinte en trois minutes", type="video"),
    Known("ressource", 3, "Laboratoire Morel : repartir en deux jours", type="cas_client"),
)
PROPOSED = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), proposals=SHOWN)
PROPOSED_IN_ENGLISH = Situation(
    "en",
    scenario=SCENARIO,
    scenarios=(SCENARIO,),
    proposals=(
        Known("ressource", 1, "Ten questions for a host", type="article"),
        Known("ressource", 2, "A night on call", type="video"),
        Known("ressource", 3, "Morel laboratory: back in two days", type="cas_client"),
    ),
)


class TestWhatIsToldOfTheOthers:
    @pytest.mark.parametrize(
        ("text", "situation", "numbers"),
        [
            ("la première et la dernière, celle du milieu mon directeur ne voudra rien savoir", PROPOSED, [1, 3]),
            ("ok pour la 1 et la 2, la 3 on l’a déjà dans un autre dossier", PROPOSED, [1, 2]),
            ("ok pr la 1 et la 2, la 3 on la deja dans un autre dossier", PROPOSED, [1, 2]),
            (
                "Votre première et votre deuxième suggestion m’ont séduite ; la troisième, hélas, laissons-la de côté.",
                PROPOSED,
                [1, 2],
            ),
            ("tout sauf la vidéo, on s’y est cassé les dents l’an dernier", PROPOSED, [1, 3]),
            ("all but the article, we tried that last year", PROPOSED_IN_ENGLISH, [2, 3]),
            ("pas emballée par l’article… je prends les deux autres", PROPOSED, [2, 3]),
            ("la deuxième non, les deux autres", PROPOSED, [1, 3]),
            ("first and third please, the second is a bit too technical", PROPOSED_IN_ENGLISH, [1, 3]),
            ("not sold on the article, I'll have the other two", PROPOSED_IN_ENGLISH, [2, 3]),
            ("we don't write questions, the rest is ok", PROPOSED_IN_ENGLISH, [2, 3]),
            ("the first one is old news, so just the other two", PROPOSED_IN_ENGLISH, [2, 3]),
            ("skip the article, keep the other two", PROPOSED_IN_ENGLISH, [2, 3]),
            ("neither the laboratory; the article, however, does, and the night", PROPOSED_IN_ENGLISH, [1, 2]),
        ],
    )
    def test_leaves_them_out_of_the_choice(self, text: str, situation: Situation, numbers: list[int]) -> None:
        meaning = understand(text, situation)

        assert (meaning.intent, meaning.entities) == ("ressource.add_many", {"proposals": numbers})

    def test_leaves_what_is_refused_with_its_reason(self) -> None:
        assert understand("Je ne veux pas de la vidéo, on n’aime pas filmer les locaux.", PROPOSED).intent == "leave"

    @pytest.mark.parametrize(
        "text",
        [
            "nah, no laboratory",
            "a night on call, hmm, no, not for us",
            "no laboratory, they never buy",
            "skip the first one",
            "skip the laboratory",
        ],
    )
    def test_leaves_what_is_only_refused(self, text: str) -> None:
        assert understand(text, PROPOSED_IN_ENGLISH).intent == "leave"


class TestOneThatIsChosen:
    def test_is_found_by_those_it_is_about(self) -> None:
        meaning = understand("only the laboratory people please", PROPOSED_IN_ENGLISH)

        assert (meaning.intent, meaning.entities) == ("ressource.add", {"proposals": [3]})

    def test_is_found_beside_why_not(self) -> None:
        meaning = understand("the laboratory, sure, why not", PROPOSED_IN_ENGLISH)

        assert (meaning.intent, meaning.entities) == ("ressource.add", {"proposals": [3]})

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("La première passe, le reste c’est mou.", 1),
            ("l’histoire de l’astreinte, je prends", 2),
            ("je retiendrais volontiers la dernière", 3),
            ("Ayant lu vos trois suggestions, je retiendrais la deuxième, qui me paraît conforme à l’esprit maison", 2),
        ],
    )
    def test_is_found(self, text: str, number: int) -> None:
        meaning = understand(text, PROPOSED)

        assert (meaning.intent, meaning.entities) == ("ressource.add", {"proposals": [number]})


class TestRefusingThemAll:
    @pytest.mark.parametrize(
        ("text", "situation"),
        [
            ("Aucun des trois, ça ne ressemble pas à ce que lisent nos clients.", PROPOSED),
            ("bon, aucun des trois ne me parle, laisse tomber", PROPOSED),
            ("none of these would speak to our people", PROPOSED_IN_ENGLISH),
        ],
    )
    def test_leaves_them(self, text: str, situation: Situation) -> None:
        assert understand(text, situation).intent == "leave"

    @pytest.mark.parametrize(
        ("text", "situation"),
        [("aucun des trois, tu en as d’autres", PROPOSED), ("none of these, try again", PROPOSED_IN_ENGLISH)],
    )
    def test_asks_for_others_when_that_is_said(self, text: str, situation: Situation) -> None:
        assert understand(text, situation).intent == "ressource.suggest"


class TestWhatIsAskedBesideProposals:
    @pytest.mark.parametrize(
        ("text", "situation", "intent"),
        [
            ("with all that, make me the plan", PROPOSED_IN_ENGLISH, "plan.generate"),
            ("Right, I think that's everything, can you build the plan?", PROPOSED_IN_ENGLISH, "plan.generate"),
            ("who else could we target?", PROPOSED_IN_ENGLISH, "cible.suggest"),
        ],
    )
    def test_is_about_something_else(self, text: str, situation: Situation, intent: str) -> None:
        assert understand(text, situation).intent == intent


class TestAFigureThatCounts:
    @pytest.mark.parametrize(
        "text",
        ["et aussi 3 partenaires", "le budget est de 2 k€", "on a 2 mois devant nous", "il me faut plutôt 2 salons"],
    )
    def test_points_at_no_proposal(self, text: str) -> None:
        assert "proposals" not in understand(text, PROPOSED).entities

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [("le premier en priorité 3", [1]), ("2", [2]), ("1 et 3", [1, 3]), ("1, 3", [1, 3]), ("2 et 3 stp", [2, 3])],
    )
    def test_is_told_from_one_that_points(self, text: str, numbers: list[int]) -> None:
        assert understand(text, PROPOSED).entities == {"proposals": numbers}

    def test_points_beside_a_plus(self) -> None:
        assert understand("1 plus 3 please", PROPOSED_IN_ENGLISH).entities == {"proposals": [1, 3]}


class TestAPickWithACorrection:
    def test_takes_no_other_whose_name_the_correction_recalls(self) -> None:
        shown = (
            Known("objectif", 1, "Réduire le churn en 3 mois"),
            Known("objectif", 2, "Obtenir 20 rendez-vous"),
        )
        situation = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), proposals=shown)
        assert understand("le deuxième mais sur 6 mois", situation).entities == {"proposals": [2], "unmet": "6 mois"}


class TestAllOfThem:
    @pytest.mark.parametrize(
        ("text", "situation"),
        [
            ("Prends les trois, on ne discute pas.", PROPOSED),
            ("on part sur les trois, pas besoin d’en débattre", PROPOSED),
            ("Toutes, y compris la vidéo", PROPOSED),
            ("je dis oui aux trois", PROPOSED),
            ("Parfait, je prends le lot", PROPOSED),
            ("toutes sans exception", PROPOSED),
            ("take all of them, no need to discuss", PROPOSED_IN_ENGLISH),
            ("all three, no hesitation", PROPOSED_IN_ENGLISH),
            ("I want all of them, no exceptions", PROPOSED_IN_ENGLISH),
            ("go with the whole set", PROPOSED_IN_ENGLISH),
        ],
    )
    def test_are_taken_whatever_is_said_with_them(self, text: str, situation: Situation) -> None:
        meaning = understand(text, situation)
        assert (meaning.intent, meaning.entities) == ("ressource.add_many", {"proposals": [1, 2, 3]})


class TestNoneOfThem:
    @pytest.mark.parametrize(
        ("text", "situation"),
        [
            ("Non, aucune de ces propositions ne me convient", PROPOSED),
            ("Non, rien de tout ça ne m’intéresse", PROPOSED),
            ("ça ne nous correspond pas du tout", PROPOSED),
            ("on n’en veut pas", PROPOSED),
            ("ni l’une ni l’autre", PROPOSED),
            ("tu peux toutes les oublier", PROPOSED),
            ("non merci", PROPOSED),
            ("Not for us, thanks, leave them all out", PROPOSED_IN_ENGLISH),
            ("None of the three is realistic", PROPOSED_IN_ENGLISH),
            ("nothing here appeals to me", PROPOSED_IN_ENGLISH),
            ("I'll pass on all of them", PROPOSED_IN_ENGLISH),
            ("neither, thanks", PROPOSED_IN_ENGLISH),
        ],
    )
    def test_are_left_alone(self, text: str, situation: Situation) -> None:
        assert understand(text, situation).intent == "leave"

    @pytest.mark.parametrize(
        ("text", "situation"),
        [
            ("aucune ne convient, d’autres ?", PROPOSED),
            ("rien ne me va, propose-m’en sur la santé", PROPOSED),
            ("none of these fit, got others?", PROPOSED_IN_ENGLISH),
        ],
    )
    def test_are_followed_by_others_that_are_asked_for(self, text: str, situation: Situation) -> None:
        assert understand(text, situation).intent == "ressource.suggest"

    @pytest.mark.parametrize(
        ("text", "number"), [("la première ne nous correspond pas, je prends la deuxième", 2), ("rien que la 3", 3)]
    )
    def test_is_not_meant_where_one_is_spoken_of(self, text: str, number: int) -> None:
        assert understand(text, PROPOSED).entities == {"proposals": [number]}


class TestWhatIsFoundFaultWith:
    @pytest.mark.parametrize(
        ("text", "situation"),
        [
            ("la première est trop large", PROPOSED),
            ("trop technique la 2", PROPOSED),
            ("la 1 n'est pas assez précise", PROPOSED),
            ("on a déjà la première", PROPOSED),
            ("la 3 existe déjà", PROPOSED),
            ("la 1 est un peu floue", PROPOSED),
            ("la première manque de précision", PROPOSED),
            ("the first one is too broad", PROPOSED_IN_ENGLISH),
            ("we already have the first one", PROPOSED_IN_ENGLISH),
            ("the second is a duplicate", PROPOSED_IN_ENGLISH),
        ],
    )
    def test_is_left(self, text: str, situation: Situation) -> None:
        assert understand(text, situation).intent == "leave"

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("la première est trop générale, prends la deuxième", 2),
            ("ok pour la 3, la 1 fait doublon", 3),
            ("la 2 est trop bien, je la prends", 2),
        ],
    )
    def test_leaves_what_is_taken_beside_it(self, text: str, number: int) -> None:
        assert understand(text, PROPOSED).entities == {"proposals": [number]}
