from dataclasses import replace
from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Offre solaire", "Énergie")
FRENCH = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,))
ENGLISH = Situation("en", scenario=SCENARIO, scenarios=(SCENARIO,))


def told(text: str, situation: Situation) -> list[tuple[str, dict[str, Any]]]:
    return [(each.intent, each.entities) for each in understand(text, situation).each()]


class TestTheEndOfALabel:
    @pytest.mark.parametrize(
        ("text", "situation"),
        [
            ("Ajoute les notaires en cible parce que leurs études grandissent", FRENCH),
            ("ajoute les notaires en cible ils ont un vrai budget", FRENCH),
            ("Ajoute les notaires aux cibles, les commerciaux le réclament", FRENCH),
            ("ajoute notaires, pas avocats, aux cibles", FRENCH),
            ("Ajoute une cible, à savoir les notaires, car ce sont eux qui arbitrent", FRENCH),
            ("rajoute les notaires comme cible quand tu as une minute", FRENCH),
            ("peux-tu ajouter à la liste des cibles les notaires, merci d'avance", FRENCH),
            ("inscris les notaires au rang des cibles", FRENCH),
            ("une cible à ajouter, les notaires", FRENCH),
            ("nous ciblons en priorité les notaires", FRENCH),
            ("can we pop notaires in as a target when you get a sec", ENGLISH),
            ("please to be adding notaires as target audience", ENGLISH),
            ("Add notaires to the targets, my chief prefers", ENGLISH),
            ("Add notaires as a target since they've only just started", ENGLISH),
        ],
    )
    def test_a_reason_and_what_goes_on_after_are_left_out(self, text: str, situation: Situation) -> None:
        assert told(text, situation) == [("cible.add", {"label": "Notaires"})]

    def test_a_request_after_a_reason_is_kept(self) -> None:
        asked = told("Ajoute l'objectif signer 10 devis car nos clients attendent et propose des cibles", FRENCH)
        assert asked == [("objectif.add", {"label": "Signer 10 devis"}), ("cible.suggest", {})]

    def test_what_follows_a_field_is_left_out(self) -> None:
        asked = told("Add airport managers (segment Transport), but not before May", ENGLISH)
        assert asked == [("cible.add", {"label": "Airport managers", "segment": "Transport"})]

    def test_a_segment_ends_with_its_sentence(self) -> None:
        asked = told("Can we add underwriters to the targets, segment Insurance? That would be great.", ENGLISH)
        assert asked == [("cible.add", {"label": "Underwriters", "segment": "Insurance"})]

    def test_the_words_that_lead_to_an_address_are_left_out(self) -> None:
        asked = told("ressource étude de cas Mairie de Langon, lien https://www.example.com/l", FRENCH)
        assert asked[0][1]["titre"] == "Étude de cas Mairie de Langon"

    @pytest.mark.parametrize(
        "text",
        [
            "Add a video, it's called Night at the SOC",
            "add a video, its title is Night at the SOC",
            "We made a video, the title is Night at the SOC, add to the resources please",
        ],
    )
    def test_a_title_is_announced_after_a_comma(self, text: str) -> None:
        assert told(text, ENGLISH) == [("ressource.add", {"titre": "Night at the SOC", "type": "video"})]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("add underwriters to the targets, seg Insurance", {"label": "Underwriters", "segment": "Insurance"}),
            (
                "Put underwriters on the target list, insurance segment",
                {"label": "Underwriters", "segment": "Insurance"},
            ),
            ("add underwriters as a target, decision stage I'd say", {"label": "Underwriters", "maturite": "decision"}),
        ],
    )
    def test_a_field_said_in_short_is_no_part_of_it(self, text: str, expected: dict[str, Any]) -> None:
        assert told(text, ENGLISH) == [("cible.add", expected)]

    def test_a_priority_said_in_short_is_no_part_of_it(self) -> None:
        asked = told("add objective halve P1 incidents by June, p2", ENGLISH)
        assert asked == [("objectif.add", {"label": "Halve P1 incidents by June", "priorite": 2})]

    @pytest.mark.parametrize(
        "text",
        [
            "let's go for 10 analyst briefings as a new objective",
            "well the main thing is to get 10 analyst briefings, so put that as the objective",
        ],
    )
    def test_the_words_that_lead_to_it_are_left_out(self, text: str) -> None:
        (intent, entities), *others = told(text, ENGLISH)
        assert (intent, others) == ("objectif.add", [])
        assert entities["label"].removeprefix("Get ") == "10 analyst briefings"

    def test_a_colon_in_a_title_is_part_of_it(self) -> None:
        asked = told("il me faut l'article Onduleurs hybrides : mode d'emploi dans les ressources", FRENCH)
        assert asked == [("ressource.add", {"titre": "Article Onduleurs hybrides : mode d'emploi", "type": "article"})]


class TestACountedKind:
    def test_is_no_part_of_the_first_name(self) -> None:
        asked = told("ajoute deux cibles notaires et DRH", FRENCH)
        assert [entities["label"] for _, entities in asked] == ["Notaires", "DRH"]


class TestAFieldToldAfter:
    @pytest.mark.parametrize(
        ("text", "situation", "expected"),
        [
            (
                "J'aimerais ça rajouter les gestionnaires TI comme cible, y sont rendus en considération",
                FRENCH,
                {"label": "Gestionnaires TI", "maturite": "consideration"},
            ),
            (
                "une cible à ajouter, les responsables RSE, en découverte pour l'instant",
                FRENCH,
                {"label": "Responsables RSE", "maturite": "awareness"},
            ),
            (
                "add the insurance brokers, they're at decision stage now",
                ENGLISH,
                {"label": "Insurance brokers", "maturite": "decision"},
            ),
            (
                "let's add dental practices as a target, still in awareness",
                ENGLISH,
                {"label": "Dental practices", "maturite": "awareness"},
            ),
        ],
    )
    def test_is_no_part_of_the_name(self, text: str, situation: Situation, expected: dict[str, str]) -> None:
        assert told(text, situation) == [("cible.add", expected)]


class TestWhatIsSearched:
    @pytest.mark.parametrize(
        ("text", "situation", "sought"),
        [
            ("avez-vous des inspirations à me montrer sur le troc ?", FRENCH, "Troc"),
            ("montre-moi ce que font les autres sur le troc", FRENCH, "Troc"),
            ("Might you have any inspiration to show me on co-marketing?", ENGLISH, "Co-marketing"),
            ("do you have any examples to show me of ABM campaigns?", ENGLISH, "ABM campaigns"),
        ],
    )
    def test_begins_after_what_leads_to_it(self, text: str, situation: Situation, sought: str) -> None:
        assert told(text, situation) == [("search.run", {"requete": sought})]


class TestSeveralThings:
    @pytest.mark.parametrize(
        ("text", "situation", "labels"),
        [
            (
                "trois cibles : les préfets, les ergonomes et les préventeurs",
                FRENCH,
                ["Préfets", "Ergonomes", "Préventeurs"],
            ),
            (
                "Ajoute les urbanistes, les paysagistes et les géomètres aux cibles",
                FRENCH,
                ["Urbanistes", "Paysagistes", "Géomètres"],
            ),
            (
                "je veux deux cible : directeurs de stations de ski et exploitants de parkings",
                FRENCH,
                ["Directeurs de stations de ski", "Exploitants de parkings"],
            ),
            (
                "Ajoutez les urbanistes comme cible. Et les économistes de la construction aussi.",
                FRENCH,
                ["Urbanistes", "Économistes de la construction"],
            ),
            (
                "I'd like three targets added: port captains, town clerks and hospital pharmacists",
                ENGLISH,
                ["Port captains", "Town clerks", "Hospital pharmacists"],
            ),
        ],
    )
    def test_each_is_added(self, text: str, situation: Situation, labels: list[str]) -> None:
        assert told(text, situation) == [("cible.add", {"label": label}) for label in labels]

    def test_each_goes_where_it_is_said_to(self) -> None:
        asked = told("rajoute acheteurs hospitaliers dans les cibles et plaquette SOC dans les ressources", FRENCH)
        assert asked == [
            ("cible.add", {"label": "Acheteurs hospitaliers"}),
            ("ressource.add", {"titre": "Plaquette SOC", "type": "autre"}),
        ]

    def test_each_content_has_its_own_sort(self) -> None:
        asked = told("2 ressources à ajouter : webinaire La DSN et podcast La paie autrement", FRENCH)
        assert [said["type"] for _, said in asked] == ["webinar", "autre"]


class TestAResultATeamWants:
    @pytest.mark.parametrize(
        ("text", "situation", "label"),
        [
            ("du coup l'équipe vise 15 clients pilotes avant septembre", FRENCH, "15 clients pilotes avant septembre"),
            ("so the team wants 15 demos by June", ENGLISH, "15 demos by June"),
        ],
    )
    def test_it_is_an_objective(self, text: str, situation: Situation, label: str) -> None:
        assert told(text, situation) == [("objectif.add", {"label": label})]


class TestAQuotedTitle:
    @pytest.mark.parametrize("title", ["La paie en 2027", "Le grand saut", "Des robots et des hommes"])
    def test_is_kept_to_the_letter(self, title: str) -> None:
        assert told(f"ajoute le webinaire « {title} »", FRENCH) == [
            ("ressource.add", {"titre": title, "type": "webinar"})
        ]

    def test_is_so_in_english_and_among_several(self) -> None:
        assert told('add the webinars "The big leap" and "A day in the plant"', ENGLISH) == [
            ("ressource.add", {"titre": "The big leap", "type": "webinar"}),
            ("ressource.add", {"titre": "A day in the plant", "type": "webinar"}),
        ]


class TestWhatIsNoPartOfAName:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("une cible notaires, priorité 1", "Notaires"),
            ("mets en avant les courtiers", "Courtiers"),
            ("ajoute des DAF à la place", "DAF"),
        ],
    )
    def test_is_left_out(self, text: str, label: str) -> None:
        assert told(text, FRENCH) == [("cible.add", {"label": label})]

    def test_is_left_out_of_a_new_name(self) -> None:
        held = replace(FRENCH, entities=(Known("cible", 24, "DRH de grandes entreprises"),))
        assert told("les DRH ce sont des DRH de PME en fait", held) == [
            ("cible.update", {"ref": 24, "label": "DRH de PME"})
        ]


class TestAWish:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("il faudrait qu'on augmente nos inscriptions de 20 %", "Augmenter nos inscriptions de 20 %"),
            ("il faudrait que nous augmentions le trafic de 20 %", "Augmenter le trafic de 20 %"),
            ("je voudrais qu'on réduise le churn de 10 %", "Réduire le churn de 10 %"),
        ],
    )
    def test_is_an_objective_in_the_infinitive(self, text: str, label: str) -> None:
        assert told(text, FRENCH) == [("objectif.add", {"label": label})]


class TestWhatHappened:
    @pytest.mark.parametrize("text", ["le webinaire est annulé", "le webinaire a été annulé"])
    def test_to_a_content_is_no_title(self, text: str) -> None:
        held = replace(FRENCH, entities=(Known("ressource", 31, "NIS2", "webinar"),))
        assert told(text, held) == [("ressource.remove", {"ref": 31})]
        assert understand(text, FRENCH).intent == "clarify"

    def test_tells_the_stage_of_a_target(self) -> None:
        held = replace(FRENCH, entities=(Known("cible", 21, "DSI"),))
        assert told("les DSI sont en train de comparer", held) == [
            ("cible.update", {"ref": 21, "maturite": "consideration"})
        ]

    def test_of_no_target_that_is_named_asks_which(self) -> None:
        held = replace(FRENCH, entities=(Known("cible", 21, "DSI"), Known("cible", 22, "DAF")))
        assert understand("c'est plutôt des prospects chauds", held).about == ("cible.update",)


class TestAFactAboutTheCompany:
    @pytest.mark.parametrize(
        "text",
        [
            "le budget est de 10 000 euros",
            "nous sommes une ESN de 200 personnes",
            "on sponsorise le SITL en mars",
            "la campagne démarre en septembre",
        ],
    )
    def test_may_be_kept_with_the_scenario(self, text: str) -> None:
        assert told(text, FRENCH) == [("scenario.update", {"fait": text})]

    @pytest.mark.parametrize("text", ["our budget is 10,000 euros", "the campaign starts in September"])
    def test_may_be_in_english_too(self, text: str) -> None:
        assert told(text, ENGLISH) == [("scenario.update", {"fait": text})]


class TestAName:
    @pytest.mark.parametrize(
        ("text", "intent", "name"),
        [
            ("add a CIO target in manufacturing", "cible.add", "CIO in manufacturing"),
            ("add a webinar resource about DORA", "ressource.add", "Webinar about DORA"),
            ("we're aiming for $3m in revenue", "objectif.add", "$3m in revenue"),
        ],
    )
    def test_holds_neither_its_sort_nor_what_leads_to_it(self, text: str, intent: str, name: str) -> None:
        meaning = understand(text, ENGLISH)

        assert (meaning.intent, meaning.entities.get("label") or meaning.entities.get("titre")) == (intent, name)

    def test_keeps_what_says_how_much_more(self) -> None:
        text = "on voudrait 15 % de chiffre d'affaires en plus"
        assert told(text, FRENCH) == [("objectif.add", {"label": "15 % de chiffre d'affaires en plus"})]
