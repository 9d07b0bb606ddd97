from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai_service.providers.base import Exchange, Request
from ai_service.providers.local.proposing.grounds import grounds
from ai_service.providers.local.proposing.proposing import propose
from ai_service.providers.local.proposing.suggestions import suggest
from ai_service.wording import stems
from assistant.contracts.base import KINDS, Kind, Locale
from assistant.contracts.entities import Scenario
from assistant.contracts.proposals import Proposal, title_of
from assistant.dialogue.texts import text

Make = Callable[..., Scenario]
WORDS = [
    "audits",
    "NIS2",
    "hôpitaux",
    "DSI",
    "contrats",
    "webinaire",
    "conformité",
    "industrie",
    "démonstrations",
    "paie",
    "RSSI",
    "risques",
    "miel",
    "assurance",
    "crise",
    "santé",
    "notoriété",
    "banques",
    "abeilles",
    "obtenir",
    "signer",
    "trois",
    "mois",
    "clients",
    "leads",
]
NAMES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), max_size=4, unique=True)


def asking(kind: Kind, scenario: Scenario, locale: Locale = "fr", **known: object) -> Request:
    return replace(Request(task="suggest", kind=kind, locale=locale, scenario=scenario), **known)  # type: ignore[arg-type]


def all_that_it_says(proposal: Proposal, locale: Locale) -> set[str]:
    fields = proposal.model_dump(exclude={"pourquoi", "insight", "persona"})
    sort = fields.get("type") or fields.get("maturite")
    said = " . ".join(str(value) for value in fields.values())
    return set(stems(f"{said} . {text(f'ai.value.{sort}', locale) if sort else ''}", locale))


def reasons(request: Request) -> dict[str, str]:
    assert request.kind
    return {title_of(proposal): proposal.pourquoi for proposal in suggest(request, request.kind).proposals}


class TestAnyReason:
    @given(
        thematique=st.sampled_from(["Cybersécurité", "Paie et RH", "Apiculture", "Santé numérique", "Banque d’images"]),
        nom=st.sampled_from(["Campagne", "Lancement DSI", "Webinaire santé"]),
        objectifs=NAMES,
        cibles=NAMES,
        ressources=NAMES,
        earlier=NAMES,
        kind=st.sampled_from(KINDS),
        asked=st.integers(0, 6),
    )
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_that_names_something_shares_a_word_with_it_that_is_not_the_theme(
        self,
        scenario: Make,
        thematique: str,
        nom: str,
        objectifs: list[str],
        cibles: list[str],
        ressources: list[str],
        earlier: list[str],
        kind: Kind,
        asked: int,
    ) -> None:
        made = scenario(
            nom=nom,
            thematique=thematique,
            objectifs=tuple(objectifs),
            cibles=tuple((name, "awareness") for name in cibles),
            ressources=tuple((name, "autre") for name in ressources),
        )
        request = asking(kind, made, history=tuple(Exchange("user", said) for said in earlier), asked={kind: asked})
        for proposal in suggest(request, kind).proposals:
            named = [
                name
                for name in [nom, *objectifs, *cibles, *ressources, *earlier]
                if proposal.pourquoi.startswith("parle de") and proposal.pourquoi.endswith(f"«\u00a0{name}\u00a0»")
            ]
            said = all_that_it_says(proposal, "fr") - set(stems(thematique, "fr"))
            assert all(set(stems(name, "fr")) & said for name in named)
            assert named or any(told in proposal.pourquoi for told in ("propre à votre", "propre au thème", "générale"))


class TestAReason:
    def test_names_the_objective_that_a_proposal_speaks_of(self, scenario: Make) -> None:
        made = scenario(thematique="Cybersécurité", objectifs=("Obtenir 40 audits NIS2", "Faire rire"))
        found = reasons(asking("ressource", made))
        nis2 = next(why for titre, why in found.items() if "NIS2" in titre)
        assert nis2.startswith("parle de «")
        assert nis2.endswith("«\u00a0NIS2\u00a0», comme votre objectif «\u00a0Obtenir 40 audits NIS2\u00a0»")
        assert not any("Faire rire" in why for why in found.values())

    def test_names_the_earlier_message_that_a_proposal_takes_up(self, scenario: Make) -> None:
        said = (Exchange("user", "Nous travaillons surtout avec des courtiers"),)
        found = reasons(asking("cible", scenario(thematique="Cybersécurité"), history=said))
        assert "courtiers" in found["Courtiers en assurance cyber"]
        assert found["Courtiers en assurance cyber"].startswith(
            "parle de «\u00a0Courtiers\u00a0», comme ce que vous avez écrit, «\u00a0Nous travaillons"
        )

    @pytest.mark.parametrize(
        "said",
        [
            "Surtout pas de courtiers",
            "Supprime la cible courtiers",
            "Ajouter la cible «\u00a0Courtiers de ville\u00a0»",
        ],
    )
    def test_rests_on_no_message_that_refuses_undoes_or_was_clicked(self, scenario: Make, said: str) -> None:
        request = asking("cible", scenario(thematique="Cybersécurité"), history=(Exchange("user", said),))
        assert not any("avez écrit" in why for why in reasons(request).values())

    def test_rests_on_no_message_of_the_assistant(self, scenario: Make) -> None:
        request = asking(
            "cible", scenario(thematique="Cybersécurité"), history=(Exchange("assistant", "Des courtiers\u00a0?"),)
        )
        assert not any("avez écrit" in why for why in reasons(request).values())

    def test_is_the_theme_for_what_was_written_for_it_alone(self, scenario: Make) -> None:
        found = reasons(asking("cible", scenario(nom="Campagne", thematique="Cybersécurité")))
        assert set(found.values()) == {"propre à votre thématique, «\u00a0Cybersécurité\u00a0»"}

    def test_tells_what_says_a_theme_s_own_words_from_what_only_belongs_to_it(self, scenario: Make) -> None:
        found = reasons(asking("ressource", scenario(nom="Campagne", thematique="Équipes de paie")))
        paie = {titre for titre in found if "paie" in titre}
        assert paie
        assert all(("propre à votre thématique" in why) == (titre in paie) for titre, why in found.items())
        assert all("dont relève votre thématique" in why for titre, why in found.items() if titre not in paie)

    def test_says_that_the_theme_was_read_in_the_name_of_the_scenario(self, scenario: Make) -> None:
        found = reasons(
            asking("cible", scenario(nom="Cyberattaque\u00a0: et après\u00a0?", thematique="Grands comptes"))
        )
        assert all("que suggère le nom du scénario" in why for why in found.values())

    def test_says_that_the_theme_was_read_in_the_request(self, scenario: Make) -> None:
        request = asking("objectif", scenario(thematique="Apiculture"), text="sur la paie")
        assert all("votre demande" in why for why in reasons(request).values())

    def test_says_of_a_general_proposal_that_it_is_one(self, scenario: Make) -> None:
        found = reasons(asking("cible", scenario(nom="Ruches", thematique="Apiculture")))
        assert set(found.values()) == {"proposition générale, à adapter à «\u00a0Apiculture\u00a0»"}

    def test_is_not_a_word_that_all_marketing_shares(self, scenario: Make) -> None:
        made = scenario(
            nom="Ruches", thematique="Apiculture", objectifs=("Convaincre trois clients de notre méthode en six mois",)
        )
        assert all(why.startswith("proposition générale") for why in reasons(asking("ressource", made)).values())

    def test_quotes_a_name_that_holds_quotation_marks_with_inner_ones(self, scenario: Make) -> None:
        made = scenario(thematique="Cybersécurité", objectifs=("Audits «\u00a0NIS2\u00a0»\u00a0!",))
        assert any("«\u00a0Audits “NIS2”\u00a0»" in why for why in reasons(asking("ressource", made)).values())

    def test_is_not_the_name_of_a_format(self, scenario: Make) -> None:
        made = scenario(
            nom="Ruches",
            thematique="Cybersécurité",
            objectifs=("Organiser un atelier et un webinaire", "Publier un guide, un article et une vidéo"),
        )
        asked = [asking("ressource", made, asked={"ressource": turn}) for turn in range(6)]
        found = [proposal for request in asked for proposal in suggest(request, "ressource").proposals]
        assert {"webinar", "video", "article"} <= {proposal.type for proposal in found if proposal.kind == "ressource"}
        assert not any("votre objectif" in proposal.pourquoi for proposal in found)

    @pytest.mark.parametrize("named", ["Assistantes vétérinaires", "Chez nous"])
    def test_is_not_the_general_head_of_a_job_nor_a_preposition(self, scenario: Make, named: str) -> None:
        made = scenario(objectifs=(), ressources=(), cibles=((named, "awareness"),))
        assert all(
            not ground.words.keys() & set(stems("assistantes chez", "fr"))
            for ground in grounds(asking("objectif", made), "objectif")
        )

    def test_quotes_a_word_as_the_proposal_writes_it_and_a_name_as_it_was_given(self, scenario: Make) -> None:
        made = scenario(nom="Campagne", thematique="Cybersécurité", cibles=(("rssi d’eti industrielle", "decision"),))
        found = [why for why in reasons(asking("ressource", made)).values() if "votre cible" in why]
        assert found
        assert all(why.endswith("», comme votre cible «\u00a0rssi d’eti industrielle\u00a0»") for why in found)
        assert all("«\u00a0eti\u00a0»" not in why and "«\u00a0rssi\u00a0»" not in why for why in found)

    def test_is_told_in_english_too(self, scenario: Make) -> None:
        made = scenario(nom="Campaign", thematique="Cybersecurity", objectifs=("Hold 40 NIS2 assessments",))
        assert any("your objective “Hold 40 NIS2" in why for why in reasons(asking("ressource", made, "en")).values())


class TestAWish:
    def test_is_the_reason_of_what_answers_it(self, scenario: Make) -> None:
        request = asking("ressource", scenario(thematique="Cybersécurité"), text="plutôt un webinaire")
        assert "répond à votre demande, «\u00a0plutôt un webinaire\u00a0»" in reasons(request).values()

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        "wish",
        ["pour les hôpitaux", "sur la directive NIS2", "pour les banques", "autour du contrat", "sur les risques"],
    )
    def test_is_answered_only_by_what_names_it(self, scenario: Make, kind: Kind, wish: str) -> None:
        request = asking(kind, scenario(thematique="Cybersécurité"), text=wish)
        for proposal in suggest(request, kind).proposals:
            fields = proposal.model_dump(exclude={"pourquoi", "insight", "persona", "description", "note"})
            named = set(stems(" . ".join(map(str, fields.values())), "fr")) & set(stems(wish, "fr"))
            assert named or "répond à votre demande" not in proposal.pourquoi

    @pytest.mark.parametrize(
        ("kind", "wish", "said"),
        [
            ("cible", "des cibles dans les drones agricoles", "Je n’ai pas de proposition précise pour «"),
            ("cible", "des cibles pour les courtiers", "Je n’ai pas d’autre proposition précise pour «"),
            ("cible", "des cibles pour l’industrie", None),
            ("objectif", "des objectifs sur la paie", None),
            ("cible", "des cibles pour ce scénario de cybersécurité", None),
            ("cible", "des cibles pour mon webinaire", None),
            ("cible", "encore trois cibles stp", None),
        ],
    )
    def test_that_the_proposals_do_not_answer_is_owned_to_once(
        self, scenario: Make, kind: Kind, wish: str, said: str | None
    ) -> None:
        reply = propose(asking(kind, scenario(thematique="Cybersécurité"), text=wish), kind)["message_markdown"]
        assert reply.count("proposition précise") == (said is not None)
        assert said is None or said in reply

    def test_for_the_theme_itself_is_answered_with_the_theme_s_own(self, scenario: Make) -> None:
        request = asking("objectif", scenario(thematique="Cybersécurité"), text="d’autres objectifs en cybersécurité")
        assert not any("générale" in why for why in reasons(request).values())

    def test_is_not_answered_with_what_it_refuses(self, scenario: Make) -> None:
        request = asking("cible", scenario(thematique="Cybersécurité"), text="pas de DSI ni de courtiers")
        assert not any("DSI" in label or "Courtiers" in label for label in reasons(request))

    def test_is_not_answered_with_what_was_refused_earlier(self, scenario: Make) -> None:
        said = (Exchange("user", "On ne veut plus de DSI"), Exchange("user", "et pas de courtiers"))
        request = asking("cible", scenario(thematique="Cybersécurité"), history=said)
        assert not any("DSI" in label or "Courtiers" in label for label in reasons(request))

    def test_is_answered_even_if_it_was_refused_earlier(self, scenario: Make) -> None:
        said = (Exchange("user", "pas de courtiers"),)
        request = asking("cible", scenario(thematique="Cybersécurité"), history=said, text="finalement, des courtiers")
        assert next(iter(reasons(request))) == "Courtiers en assurance cyber"


class TestASortThatIsAskedFor:
    """A type of content, a stage, readers or an aim."""

    def proposed(self, scenario: Make, kind: Kind, wish: str, locale: Locale) -> tuple[list[Proposal], str]:
        request = asking(kind, scenario(nom="Campagne", thematique="Cybersécurité"), locale, text=wish)
        return suggest(request, kind).proposals, propose(request, kind)["message_markdown"]

    @pytest.mark.parametrize(
        ("kind", "wish", "locale", "field", "value"),
        [
            ("ressource", "propose des vidéos", "fr", "type", "video"),
            ("ressource", "propose un cas client", "fr", "type", "cas_client"),
            ("ressource", "case studies", "en", "type", "cas_client"),
            ("ressource", "videos please", "en", "type", "video"),
            ("cible", "cibles en considération", "fr", "maturite", "consideration"),
            ("cible", "targets in the decision stage", "en", "maturite", "decision"),
        ],
    )
    def test_is_what_all_the_proposals_are(
        self, scenario: Make, kind: Kind, wish: str, locale: Locale, field: str, value: str
    ) -> None:
        found, said = self.proposed(scenario, kind, wish, locale)
        assert {getattr(proposal, field) for proposal in found} == {value}
        assert "précise" not in said
        assert all(("demande" if locale == "fr" else "request") in proposal.pourquoi for proposal in found)

    @pytest.mark.parametrize(
        ("kind", "wish", "locale", "words"),
        [
            ("cible", "des dirigeants", "fr", ("Directeurs généraux", "Dirigeants")),
            ("cible", "any others? preferably CFOs", "en", ("Finance directors",)),
            ("objectif", "propose des objectifs de notoriété", "fr", ("invitations", "trafic", "voix")),
        ],
    )
    def test_is_answered_by_what_says_it_in_other_words(
        self, scenario: Make, kind: Kind, wish: str, locale: Locale, words: tuple[str, ...]
    ) -> None:
        found, said = self.proposed(scenario, kind, wish, locale)
        assert all(any(word in title_of(proposal) for word in words) for proposal in found)
        assert "précise" not in said

    @pytest.mark.parametrize(
        ("kind", "wish", "locale", "said"),
        [
            ("ressource", "une infographie", "fr", "pas de proposition précise pour «\u00a0infographie\u00a0»"),
            ("ressource", "an infographic", "en", "no precise proposal for “infographic”"),
            (
                "objectif",
                "des objectifs de fidélisation",
                "fr",
                "pas d’autre proposition précise pour «\u00a0fidélisation",
            ),
            (
                "ressource",
                "des vidéos pour les drones agricoles",
                "fr",
                "précise pour «\u00a0les drones agricoles\u00a0»",
            ),
        ],
    )
    def test_that_is_not_met_is_owned_to(
        self, scenario: Make, kind: Kind, wish: str, locale: Locale, said: str
    ) -> None:
        assert said in self.proposed(scenario, kind, wish, locale)[1]

    def test_that_is_refused_is_not_proposed(self, scenario: Make) -> None:
        found, _ = self.proposed(scenario, "ressource", "pas de vidéos", "fr")
        assert not any(getattr(proposal, "type", "") == "video" for proposal in found)

    def test_is_none_in_a_question_that_names_nothing(self, scenario: Make) -> None:
        assert "précise" not in self.proposed(scenario, "cible", "qui devrait-on cibler en priorité", "fr")[1]

    @pytest.mark.parametrize(
        ("wish", "locale", "is_told"),
        [
            ("propose-moi 5 cibles", "fr", True),
            ("ten targets please", "en", True),
            ("trois cibles", "fr", False),
            ("des cibles pour 20 banques", "fr", False),
        ],
    )
    def test_in_greater_number_than_is_proposed_is_told(
        self, scenario: Make, wish: str, locale: Locale, is_told: bool
    ) -> None:
        said = self.proposed(scenario, "cible", wish, locale)[1]
        assert (("trois à la fois" if locale == "fr" else "three at a time") in said) == is_told
