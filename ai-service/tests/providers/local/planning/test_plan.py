import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai_service.acceptance import read
from ai_service.providers.base import Request
from ai_service.providers.local.chance import seeded
from ai_service.providers.local.evidence import LOCALES
from ai_service.providers.local.library import library
from ai_service.providers.local.planning.durations import period
from ai_service.providers.local.planning.goals import goal_of
from ai_service.providers.local.planning.lines import chosen
from ai_service.providers.local.planning.plan import draft_plan
from ai_service.providers.local.planning.recipes import STAGES, recipes
from ai_service.providers.local.planning.scope import wanted
from ai_service.providers.local.planning.serving import stages_of
from ai_service.wording import fold, stems
from assistant.contracts.ai import PlanDraft
from assistant.contracts.base import Locale
from assistant.contracts.entities import Scenario

Make = Callable[..., Scenario]
WORDS = ["audits", "NIS2", "hôpitaux", "contrats", "webinaire", "notoriété", "signer", "paie", "miel", "guide", "trois"]
ANY_TEXT = st.text(min_size=1, max_size=120).filter(str.strip)
CIBLES = st.lists(st.tuples(ANY_TEXT, st.sampled_from(["awareness", "consideration", "decision"])), max_size=6)
RESSOURCES = st.lists(
    st.tuples(ANY_TEXT, st.sampled_from(["article", "video", "webinar", "cas_client", "autre"])), max_size=6
)

RECIPES = {
    recipe.format: (recipe.etape or stage, recipe)
    for stage in STAGES
    for recipe in [
        *(line for lines in recipes("fr").ressources.values() for line in lines),
        *recipes("fr").etapes[stage],
    ]
}


def messages(plan: PlanDraft) -> list[str]:
    return [item.message for item in plan.items]


class TestAPlan:
    @given(
        objectifs=st.lists(ANY_TEXT, max_size=5),
        cibles=CIBLES,
        ressources=RESSOURCES,
        thematique=ANY_TEXT,
        wish=st.text(max_size=100),
        locale=st.sampled_from(["fr", "en"]),
    )
    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_is_valid_for_any_scenario_with_no_two_messages_alike(
        self,
        scenario: Make,
        objectifs: list[str],
        cibles: list[tuple[str, str]],
        ressources: list[tuple[str, str]],
        thematique: str,
        wish: str,
        locale: Locale,
    ) -> None:
        made = scenario(
            thematique=thematique, objectifs=tuple(objectifs), cibles=tuple(cibles), ressources=tuple(ressources)
        )
        request = Request(task="plan", locale=locale, text=wish, scenario=made)
        plan = draft_plan(request)
        assert 6 <= len(plan.items) <= 14
        assert len(set(messages(plan))) == len(plan.items)
        assert len({(item.format, item.canal, item.frequence, item.kpi) for item in plan.items}) == len(plan.items)
        assert read(request, plan.model_dump_json()) == plan

    def test_works_when_the_scenario_is_empty(self, scenario: Make) -> None:
        plan = draft_plan(Request(task="plan", locale="fr", scenario=scenario()))
        assert 6 <= len(plan.items) <= 14
        assert "Aucun objectif" in plan.resume

    def test_works_without_a_scenario(self) -> None:
        assert 6 <= len(draft_plan(Request(task="plan", locale="en")).items) <= 14

    def test_puts_each_resource_to_its_use(self, scenario: Make) -> None:
        made = scenario(ressources=(("NIS2 sans jargon", "webinar"), ("Un laboratoire redémarre", "cas_client")))
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        webinars = [item for item in plan.items if "NIS2 sans jargon" in item.message]
        stories = [item for item in plan.items if "Un laboratoire redémarre" in item.message]
        assert {item.format for item in webinars} == {"Webinaire", "Extraits vidéo du webinaire"}
        assert any(item.format == "Cas client" for item in stories)

    @pytest.mark.parametrize(
        ("titre", "type_", "locale", "formats"),
        [
            ("Calculateur de ROI", "autre", "fr", {"Outil en libre accès", "Outil rempli en rendez-vous"}),
            ("Photos de nos ruches", "autre", "fr", {"Publications illustrées", "Propositions illustrées"}),
            ("Calculateur de ROI", "autre", "en", {"Tool open to all", "Tool filled in together"}),
            ("Slides du salon", "autre", "en", {"Shared presentation", "Presentation at meetings"}),
            ("Livre blanc", "autre", "fr", {"Contenu à télécharger", "Séquence d’accompagnement"}),
            ("Fiche produit", "autre", "fr", {"Document remis après l’échange", "Document en libre accès"}),
            ("Newsletter mensuelle", "autre", "fr", {"Lettre d’information"}),
            ("Base de 3 000 contacts HubSpot", "autre", "fr", {"Séquence de trois e-mails"}),
            ("Page LinkedIn de l'entreprise", "autre", "fr", {"Série de posts LinkedIn"}),
            ("Chaîne YouTube", "autre", "fr", {"Publications sur vos réseaux"}),
            ("Stand au salon Learning Technologies", "autre", "fr", {"Rendez-vous sur le salon"}),
            ("Soirée clients", "autre", "fr", {"Invitations à l’événement"}),
            ('Podcast "Apprendre"', "autre", "fr", {"Épisode de podcast"}),
            ("Témoignages Google", "autre", "fr", {"Avis de clients mis en avant"}),
            ("Notre blog", "autre", "fr", {"Article de blog"}),
            ("Réseau de distributeurs", "autre", "fr", {"Relais par les partenaires"}),
            ("Ruche de démonstration", "autre", "fr", {"Mise en avant"}),
            # What it is comes before what it is about.
            ("Guide du podcast", "autre", "fr", {"Contenu à télécharger", "Séquence d’accompagnement"}),
            ("Photos du salon", "autre", "fr", {"Publications illustrées", "Propositions illustrées"}),
            ("Monthly newsletter", "autre", "en", {"Newsletter"}),
            ("HubSpot contact list", "autre", "en", {"Three-email sequence"}),
            ("Booth at HR Tech", "autre", "en", {"Meetings at the trade show"}),
            ("Google reviews", "autre", "en", {"Customer reviews highlighted"}),
            ("Beehive", "autre", "en", {"Highlighted content"}),
            (
                "Webinaire NIS2, inscriptions ouvertes",
                "webinar",
                "fr",
                {"Invitations au webinaire", "Webinaire en direct", "Suite du webinaire"},
            ),
        ],
    )
    def test_puts_a_content_to_the_use_that_its_title_tells(
        self, scenario: Make, titre: str, type_: str, locale: Locale, formats: set[str]
    ) -> None:
        made = scenario(ressources=((titre, type_),))
        plan = draft_plan(Request(task="plan", locale=locale, scenario=made))
        own = titre.replace('"Apprendre"', "“Apprendre”")
        assert {item.format for item in plan.items if own in item.message} == formats

    @pytest.mark.parametrize(
        ("titre", "own", "general"),
        [
            ("Stand au salon de Lyon", "Rendez-vous sur le salon", "Prise de parole sur un salon"),
            ("Podcast maison", "Épisode de podcast", "Podcast de vingt minutes"),
            ("Webinaire à venir", "Webinaire en direct", "Webinaire"),
        ],
    )
    def test_puts_a_content_in_the_place_of_the_line_of_its_sort(
        self, scenario: Make, titre: str, own: str, general: str
    ) -> None:
        type_ = "webinar" if own == "Webinaire en direct" else "autre"
        for version in range(20):
            made = scenario(ressources=((titre, type_),), version=version + 1)
            formats = {item.format for item in draft_plan(Request(task="plan", locale="fr", scenario=made)).items}
            assert own in formats
            assert general not in formats

    def test_has_a_line_for_the_objectives_and_targets_of_a_scenario_with_contents_of_every_sort(
        self, scenario: Make
    ) -> None:
        book = recipes("fr")
        titres = [genre.titres[0] for genre in book.genres.values() if genre.type == "autre"]
        made = scenario(
            objectifs=("Obtenir 30 démonstrations", "Recruter cinq partenaires"),
            cibles=(("DSI", "awareness"), ("DAF", "decision")),
            ressources=(*((titre, "autre") for titre in titres), ("Récit", "cas_client"), ("NIS2", "webinar")),
        )
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        assert {"Démonstration personnalisée", "Accord de partenariat"} <= {item.format for item in plan.items}
        assert all(any(cible in message for message in messages(plan)) for cible in ("DSI", "DAF"))
        assert "Restent hors de ce plan" in plan.resume

    def test_invites_first_to_a_webinar_whose_date_is_to_come(self, scenario: Make) -> None:
        made = scenario(
            ressources=(("Webinaire du 12 janvier 2027", "webinar"), ("Webinaire du 3 mars 2019", "webinar"))
        )
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        uses = {year: {item.format for item in plan.items if year in item.message} for year in ("2027", "2019")}
        assert uses["2027"] == {"Invitations au webinaire", "Webinaire en direct", "Suite du webinaire"}
        assert uses["2019"] == {"Webinaire", "Extraits vidéo du webinaire"}

    @pytest.mark.parametrize(
        ("titre", "type_"), [("Webinaire du 12 mars 2027", "webinar"), ("Stand au salon du 12 mars 2027", "autre")]
    )
    def test_places_nothing_that_takes_place_after_its_end_and_says_so(
        self, scenario: Make, titre: str, type_: str
    ) -> None:
        made = scenario(ressources=((titre, type_), ("Récit d’une ETI", "cas_client")))
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        assert not any(titre in message for message in messages(plan))
        assert f"Ce plan s’arrête avant «\u00a0{titre}\u00a0»\u00a0:" in plan.resume
        assert "Restent hors" not in plan.resume
        longer = draft_plan(Request(task="plan", locale="fr", text="sur six mois", scenario=made))
        assert any(titre in message for message in messages(longer))
        assert "s’arrête avant" not in longer.resume

    @pytest.mark.parametrize(
        ("day", "stages"),
        [
            ("10 novembre 2026", ["awareness", "awareness", "consideration"]),
            ("10 décembre 2026", ["awareness", "consideration", "decision"]),
            ("12 janvier 2027", ["consideration", "decision", "decision"]),
            ("", ["awareness", "consideration", "decision"]),
        ],
    )
    def test_holds_a_webinar_at_its_date_and_invites_before(self, scenario: Make, day: str, stages: list[str]) -> None:
        made = scenario(ressources=((f"Webinaire à venir {day}", "webinar"),))
        lines = chosen(recipes("fr"), made, "fr", seeded())
        own = {line.recipe.format: line.stage for line in lines if line.ressources}
        assert own == dict(
            zip(["Invitations au webinaire", "Webinaire en direct", "Suite du webinaire"], stages, strict=True)
        )

    def test_holds_a_webinar_before_its_clips(self, scenario: Make) -> None:
        made = scenario(ressources=(("NIS2 sans jargon", "webinar"), ("Zéro panne", "webinar")))
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        formats = [item.format for item in plan.items]
        assert formats.index("Webinaire") < formats.index("Extraits vidéo du webinaire")
        own = [item.message for item in plan.items if item.format in ("Webinaire", "Extraits vidéo du webinaire")]
        assert all("NIS2 sans jargon" in message and "Zéro panne" in message for message in own)

    @pytest.mark.parametrize("locale", LOCALES)
    def test_has_no_rhythm_and_no_measure_longer_than_it_lasts(self, scenario: Make, locale: Locale) -> None:
        for version in range(1, 30):
            made = scenario(version=version, ressources=(("Récit", "cas_client"), ("NIS2", "webinar")))
            plan = draft_plan(Request(task="plan", locale=locale, scenario=made))
            assert max(period(said) for item in plan.items for said in (item.frequence, item.kpi)) <= 12

    @pytest.mark.parametrize("locale", LOCALES)
    def test_counts_no_more_weeks_of_a_rhythm_than_a_stage_has(self, locale: Locale) -> None:
        weeks = [
            int(found)
            for line in recipes(locale).lines()
            for found in re.findall(r"(?:pendant|for|en|in) (\d+) (?:semaines|weeks)", f"{line.frequence} {line.kpi}")
        ]
        assert set(weeks) <= {4, 12}

    def test_speaks_to_each_target_at_its_stage(self, scenario: Make) -> None:
        made = scenario(cibles=(("DSI d’ETI", "decision"), ("RSSI de santé", "awareness")))
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        formats = {
            stage: {recipe.format for recipe in recipes("fr").etapes[stage]} for stage in ("awareness", "decision")
        }
        for_dsi = {item.format for item in plan.items if "DSI d’ETI" in item.message}
        for_rssi = {item.format for item in plan.items if "RSSI de santé" in item.message}
        assert set() < for_dsi <= formats["decision"]
        assert set() < for_rssi <= formats["awareness"]

    def test_serves_every_objective(self, scenario: Make) -> None:
        made = scenario(objectifs=("Signer dix contrats", "Obtenir 30 rendez-vous"))
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        assert all(
            any(label in message for message in messages(plan))
            for label in ("Signer dix contrats", "Obtenir 30 rendez-vous")
        )

    def test_has_a_place_for_every_resource_target_and_stage(self, scenario: Make) -> None:
        ressources = ("Webinaire un", "Webinaire deux", "Webinaire trois")
        made = scenario(
            cibles=tuple((f"Cible {letter}", "awareness") for letter in "ABCDEF"),
            ressources=(*((titre, "webinar") for titre in ressources), ("Fonderie", "cas_client"), ("Démo", "video")),
        )
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        said = " ".join(messages(plan))
        assert all(titre in said for titre in (*ressources, "Fonderie", "Démo"))
        assert all(f"Cible {letter}" in said for letter in "ABCDEF")
        formats = {item.format for item in plan.items}
        book = recipes("fr")
        from_ressources = [recipe for kept in book.ressources.values() for recipe in kept]
        for stage in ("awareness", "consideration", "decision"):
            own = {recipe.format for recipe in from_ressources if recipe.etape == stage}
            assert formats & (own | {recipe.format for recipe in book.etapes[stage]})

    @pytest.mark.parametrize(
        ("wish", "locale", "refused"),
        [
            ("sans LinkedIn stp", "fr", "linkedin"),
            ("surtout pas LinkedIn", "fr", "linkedin"),
            ("on ne veut plus de LinkedIn", "fr", "linkedin"),
            ("aucun webinaire", "fr", "webinaire"),
            ("sans email", "fr", "e-mail"),
            ("pas de mails ni de podcast", "fr", "podcast"),
            ("no LinkedIn please", "en", "linkedin"),
            ("I don’t want LinkedIn", "en", "linkedin"),
            ("without e-mails", "en", "email"),
            ("zéro LinkedIn", "fr", "linkedin"),
            ("sans podcast, infographie et salon", "fr", "salon"),
            ("sans podcast, infographie et salon", "fr", "infographie"),
            ("without podcasts, infographics and trade shows", "en", "trade show"),
            ("sans newsletter", "fr", "lettre d’information"),
            ("plutôt que des webinaires, un podcast", "fr", "webinaire"),
        ],
    )
    def test_goes_without_what_the_user_refused(self, scenario: Make, wish: str, locale: Locale, refused: str) -> None:
        made = scenario(ressources=(("NIS2 sans jargon", "webinar"),))
        plan = draft_plan(Request(task="plan", locale=locale, text=wish, scenario=made))
        assert not [item for item in plan.items if refused in f"{item.format} {item.canal}".lower()]

    @pytest.mark.parametrize(
        ("wish", "locale", "wanted"),
        [
            ("uniquement sur LinkedIn", "fr", "linkedin"),
            ("un plan par e-mail seulement", "fr", "e-mail"),
            ("on ne veut que du LinkedIn, pour les DSI", "fr", "linkedin"),
            ("only on LinkedIn please", "en", "linkedin"),
            ("e-mail only", "en", "email"),
            ("un plan uniquement par e-mail", "fr", "e-mail"),
            ("100 % LinkedIn", "fr", "linkedin"),
            ("100% LinkedIn", "en", "linkedin"),
            ("LinkedIn-only plan", "en", "linkedin"),
            ("a plan only by e-mail", "en", "email"),
        ],
    )
    def test_keeps_to_what_the_user_wants_alone(self, scenario: Make, wish: str, locale: Locale, wanted: str) -> None:
        made = scenario(ressources=(("NIS2 sans jargon", "webinar"),), cibles=(("DSI", "decision"),))
        plan = draft_plan(Request(task="plan", locale=locale, text=wish, scenario=made))
        assert all(wanted in f"{item.format} {item.canal}".lower() for item in plan.items[:5])
        assert len(plan.items) >= 6

    @pytest.mark.parametrize(
        ("wish", "locale", "kept"),
        [
            ("sans LinkedIn et avec un podcast", "fr", "podcast"),
            ("sans podcast, webinaires et salons en priorité", "fr", "salon"),
            ("no trade shows", "en", "trade press"),
        ],
    )
    def test_keeps_what_is_not_refused(self, scenario: Make, wish: str, locale: Locale, kept: str) -> None:
        book = wanted(recipes(locale), Request(task="plan", locale=locale, text=wish, scenario=scenario()))
        assert any(kept in f"{line.format} {line.canal}".lower() for line in book.lines())

    def test_drops_a_channel_and_keeps_the_line_that_has_others(self, scenario: Make) -> None:
        made = scenario(ressources=(("NIS2 sans jargon", "webinar"),))
        plan = draft_plan(Request(task="plan", locale="fr", text="sans LinkedIn", scenario=made))
        channels = {item.format: item.canal for item in plan.items}
        assert channels["Webinaire"] == "E-mail et partenaires"
        assert channels["Extraits vidéo du webinaire"] == "YouTube"
        assert "Contenus mis à profit\u00a0: «\u00a0NIS2 sans jargon\u00a0»" in plan.resume

    def test_names_only_the_contents_that_its_lines_put_to_use(self, scenario: Make) -> None:
        made = scenario(ressources=(("NIS2 sans jargon", "webinar"), ("Récit d’une ETI", "cas_client")))
        plan = draft_plan(Request(task="plan", locale="fr", text="uniquement par e-mail", scenario=made))
        assert not any("Récit d’une ETI" in message for message in messages(plan))
        assert "Contenus mis à profit\u00a0: «\u00a0NIS2 sans jargon\u00a0»." in plan.resume
        assert "Restent hors de ce plan\u00a0: «\u00a0Récit d’une ETI\u00a0»." in plan.resume

    @pytest.mark.parametrize(
        ("wish", "locale", "size", "told"),
        [
            ("8 actions maximum", "fr", 8, "est suivie\u00a0: le nombre de lignes (8)."),
            ("un plan de douze lignes", "fr", 12, "le nombre de lignes (12)"),
            ("je veux un plan plus court", "fr", 6, "le nombre de lignes (6)"),
            ("3 actions", "fr", 6, "Vous demandez 3 lignes"),
            ("a shorter plan", "en", 6, "is followed: the number of lines (6)."),
            ("at most nine items", "en", 9, "the number of lines (9)"),
        ],
    )
    def test_has_as_many_lines_as_are_asked_for_and_says_so(
        self, scenario: Make, wish: str, locale: Locale, size: int, told: str
    ) -> None:
        made = scenario(
            objectifs=("Obtenir 30 démonstrations",),
            cibles=tuple((f"Cible {letter}", "awareness") for letter in "ABC"),
            ressources=(("NIS2 sans jargon", "webinar"), ("Récit d’une ETI", "cas_client")),
        )
        plan = draft_plan(Request(task="plan", locale=locale, text=wish, scenario=made))
        assert len(plan.items) == size
        assert told in plan.resume
        assert any("emonstration" in fold(item.format) for item in plan.items)

    def test_owns_to_refusing_nothing_when_too_little_would_be_left(self, scenario: Make) -> None:
        wish = "sans e-mail, sans LinkedIn, uniquement des salons"
        plan = draft_plan(Request(task="plan", locale="fr", text=wish, scenario=scenario()))
        assert "d’autres complètent le plan" in plan.resume
        nothing = "sans LinkedIn e-mail article blog presse site salon podcast page webinaire atelier téléphone visio"
        wish = ", ".join(f"sans {word}" for word in nothing.split()[1:]) + ", sans rendez-vous, sans commerciaux"
        plan = draft_plan(Request(task="plan", locale="fr", text=wish, scenario=scenario()))
        assert "ici, rien n’est écarté" in plan.resume

    def test_promises_no_stage_without_a_line_and_owns_to_the_targets_that_none_names(self, scenario: Make) -> None:
        held = (("Directeurs commerciaux", "awareness"), ("DAF", "consideration"))
        wish = "plan avec uniquement des e-mails et des webinaires"
        plan = draft_plan(Request(task="plan", locale="fr", text=wish, scenario=scenario(cibles=held)))
        assert not any("Directeurs commerciaux" in message for message in messages(plan))
        assert "D’abord faire connaître" not in plan.resume
        assert "Aucune ligne ne s’adresse encore à «\u00a0Directeurs commerciaux\u00a0»" in plan.resume

    @pytest.mark.parametrize("wish", ["uniquement des webinaires", "je veux que des webinaires"])
    def test_is_completed_where_too_little_is_wanted_alone_and_says_so(self, scenario: Make, wish: str) -> None:
        plan = draft_plan(Request(task="plan", locale="fr", text=wish, scenario=scenario()))
        assert len(plan.items) == 6
        assert any("webinaire" in item.format.lower() for item in plan.items)
        assert "d’autres complètent le plan" in plan.resume
        unbound = draft_plan(Request(task="plan", locale="fr", text="uniquement pour les DSI", scenario=scenario()))
        assert "d’autres complètent le plan" not in unbound.resume

    @pytest.mark.parametrize(
        ("wish", "locale", "told"),
        [
            ("6 actions", "fr", "est suivie\u00a0: le nombre de lignes (6)."),
            ("Fais-moi un plan sur 6 semaines", "fr", "est suivie\u00a0: la durée (6 semaines)."),
            ("uniquement du LinkedIn", "fr", "est suivie\u00a0: ce que vous voulez seul («\u00a0LinkedIn\u00a0»)."),
            (
                "8 actions sans LinkedIn ni webinaire",
                "fr",
                "le nombre de lignes (8), ce que vous écartez («\u00a0LinkedIn\u00a0» et «\u00a0webinaire\u00a0»).",
            ),
            ("6 actions, ton humoristique", "fr", "est suivie en partie\u00a0: le nombre de lignes (6). En mode"),
            (
                "sans LinkedIn ni jargon",
                "fr",
                "est suivie en partie\u00a0: ce que vous écartez («\u00a0LinkedIn\u00a0»).",
            ),
            ("sans jargon", "fr", "n’est pas suivie\u00a0:"),
            ("avec un ton humoristique", "fr", "n’est pas suivie\u00a0:"),
            ("8 lines, without email", "en", "is followed: the number of lines (8), what you rule out (“email”)."),
            ("make it funny", "en", "is not followed:"),
        ],
    )
    def test_says_what_of_the_wish_it_follows_and_what_not(
        self, scenario: Make, wish: str, locale: Locale, told: str
    ) -> None:
        made = scenario(ressources=(("NIS2 sans jargon", "webinar"), ("Récit d’une ETI", "article")))
        plan = draft_plan(Request(task="plan", locale=locale, text=wish, scenario=made))
        assert told in plan.resume
        assert wish in plan.resume
        assert ("le reste" in plan.resume) == ("en partie" in told or "pas suivie" in told)

    def test_says_nothing_of_a_wish_when_there_is_none(self, scenario: Make) -> None:
        assert "consigne" not in draft_plan(Request(task="plan", locale="fr", scenario=scenario())).resume

    @pytest.mark.parametrize(
        ("wish", "locale", "weeks", "stages"),
        [
            ("un plan sur six semaines", "fr", 6, ["semaines 1 à 2", "semaines 3 à 4", "semaines 5 à 6"]),
            ("sur un mois, sans LinkedIn", "fr", 4, ["semaine 1)", "semaines 2 à 3", "semaine 4)"]),
            ("a plan for Q1", "en", 13, ["weeks 1 to 4", "weeks 5 to 9", "weeks 10 to 13"]),
            ("", "fr", 12, ["semaines 1 à 4", "semaines 5 à 8", "semaines 9 à 12"]),
        ],
    )
    def test_lasts_as_long_as_it_is_wanted_to_and_says_so(
        self, scenario: Make, wish: str, locale: Locale, weeks: int, stages: list[str]
    ) -> None:
        made = scenario(ressources=(("Webinaire NIS2", "webinar"), ("Récit d’une ETI", "cas_client")))
        plan = draft_plan(Request(task="plan", locale=locale, text=wish, scenario=made))
        assert len(plan.items) >= 6
        assert all(stage in plan.resume for stage in stages)
        assert f"{weeks} {'semaines' if locale == 'fr' else 'weeks'}" in plan.resume
        if wish:
            assert max(period(said) for item in plan.items for said in (item.frequence, item.kpi)) <= weeks
            assert (
                f"la durée ({weeks} semaines)" if locale == "fr" else f"the duration ({weeks} weeks)"
            ) in plan.resume

    def test_keeps_every_line_when_nearly_all_are_refused(self, scenario: Make) -> None:
        refused = "LinkedIn e-mail article blog presse site salon podcast page webinaire atelier téléphone visio"
        wish = ", ".join(f"sans {word}" for word in refused.split()) + ", sans rendez-vous, sans commerciaux"
        plan = draft_plan(Request(task="plan", locale="fr", text=wish, scenario=scenario()))
        assert len(plan.items) >= 6

    def test_is_not_shortened_by_a_wish_for_more(self, scenario: Make) -> None:
        plan = draft_plan(Request(task="plan", locale="fr", text="je veux plus de LinkedIn", scenario=scenario()))
        assert any("LinkedIn" in item.canal for item in plan.items)

    def test_changes_with_the_scenario_and_not_otherwise(self, scenario: Make) -> None:
        first, again = (draft_plan(Request(task="plan", locale="fr", scenario=scenario())) for _ in range(2))
        changed = draft_plan(Request(task="plan", locale="fr", scenario=scenario(version=4)))
        assert first == again
        assert messages(first) != messages(changed)


class TestTheRecipes:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_cover_every_stage_and_every_sort_of_resource(self, locale: Locale) -> None:
        book = recipes(locale)
        assert set(book.etapes) == {"awareness", "consideration", "decision"}
        assert set(book.ressources) == {"article", "video", "webinar", "cas_client", "autre", *book.genres}

    def test_claim_no_figure_that_was_made_up(self) -> None:
        for locale in LOCALES:
            themes = (*library(locale).themes, library(locale).general)
            assert [theme.plan.preuve for theme in themes if re.search(r"\d", theme.plan.preuve)] == []


class TestAnObjective:
    @given(
        objectifs=st.lists(
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=5, unique=True
        ),
        thematique=st.sampled_from(["Cybersécurité", "Apiculture", "Paie et RH"]),
        version=st.integers(1, 30),
    )
    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_is_served_only_by_a_line_it_names_or_that_counts_the_same_and_contributed_to_for_its_stage(
        self, scenario: Make, objectifs: list[str], thematique: str, version: int
    ) -> None:
        made = scenario(
            nom="Campagne",
            thematique=thematique,
            version=version,
            objectifs=tuple(objectifs),
            cibles=(("DSI d’hôpitaux", "decision"),),
            ressources=(("Audits NIS2", "webinar"),),
        )
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        for item in plan.items:
            stage, recipe = RECIPES[item.format]
            told = re.search(r" (Sert|Contribue à) l’objectif «\u00a0(.*)\u00a0»\.$", item.message)
            if told is None:
                continue
            said = f"{item.format} {' '.join((*recipe.noms, *recipe.compte))}"
            if told[1] == "Sert":
                assert set(stems(told[2], "fr")) & set(stems(said, "fr"))
            else:
                assert stage in stages_of(told[2], recipes("fr").objectifs, "fr")

    @pytest.mark.parametrize(
        ("objectif", "locale", "wanted"),
        [
            ("Organiser trois webinaires clients", "fr", "webinaire"),
            ("Obtenir 30 démonstrations", "fr", "démonstration"),
            ("Doubler le trafic du blog", "fr", "blog"),
            ("Être présents sur deux salons", "fr", "salon"),
            ("Être cités dix fois dans la presse", "fr", "presse"),
            ("Lancer un podcast mensuel", "fr", "podcast"),
            ("Gagner 500 abonnés à la newsletter", "fr", "lettre d’information"),
            ("Run three customer webinars", "en", "webinar"),
            ("Book 30 demos", "en", "demonstration"),
            ("Attend two trade shows", "en", "trade show"),
        ],
    )
    @given(
        others=st.lists(
            st.sampled_from(["Signer dix contrats", "Planter des tilleuls", "Sign ten deals"]), unique=True
        ),
        cibles=CIBLES,
        ressources=RESSOURCES,
        version=st.integers(1, 1000),
    )
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_has_a_line_of_the_format_or_channel_it_names(
        self,
        scenario: Make,
        objectif: str,
        locale: Locale,
        wanted: str,
        others: list[str],
        cibles: list[tuple[str, str]],
        ressources: list[tuple[str, str]],
        version: int,
    ) -> None:
        made = scenario(
            objectifs=(*others, objectif), cibles=tuple(cibles), ressources=tuple(ressources), version=version
        )
        plan = draft_plan(Request(task="plan", locale=locale, scenario=made))
        assert any(wanted in f"{item.format} {item.canal}".lower() for item in plan.items)

    def test_is_served_by_the_line_it_names_alone(self, scenario: Make) -> None:
        plan = draft_plan(
            Request(task="plan", locale="fr", scenario=scenario(objectifs=("Organiser trois webinaires clients",)))
        )
        served = {item.format for item in plan.items if "Sert l’objectif" in item.message}
        assert served == {"Webinaire"}

    @pytest.mark.parametrize(
        ("objectif", "locale", "served"),
        [
            # Generic words, the channel and the message serve nothing.
            ("Recruter 5 avocats", "fr", set()),
            ("Hire 10 sales reps", "en", set()),
            ("Étendre huit pilotes à tout l’atelier", "fr", set()),
            ("Signer 20 abonnements avec la plateforme", "fr", set()),
            ("Obtenir 30 démonstrations de la plateforme", "fr", {"Démonstration personnalisée"}),
            ("60 démos", "fr", {"Démonstration personnalisée"}),
            ("Recueillir douze retours de patients", "fr", {"Recueil de témoignages"}),
            ("Recruter 40 transporteurs partenaires", "fr", {"Accord de partenariat"}),
            ("Obtenir 25 visites de sites", "fr", {"Visite guidée"}),
            ("Réunir 150 dirigeants à trois petits déjeuners NIS2", "fr", {"Petit déjeuner de décideurs"}),
            ("Recueillir 100 réponses de DRH à une enquête", "fr", {"Enquête sectorielle"}),
            # What names its means is not served by what only counts the same.
            ("Obtenir 120 inscrits à trois ateliers", "fr", {"Atelier en petit comité"}),
            ("Obtenir 120 inscrits", "fr", {"Webinaire"}),
            ("Gain 200 newsletter subscribers", "en", {"Newsletter"}),
            ("Bring 80 managers to six plant visits", "en", {"Guided visit"}),
            ("Run three breakfasts for CFOs", "en", {"Executive breakfast"}),
        ],
    )
    def test_is_served_by_what_it_names_or_counts(
        self, scenario: Make, objectif: str, locale: Locale, served: set[str]
    ) -> None:
        plan = draft_plan(Request(task="plan", locale=locale, scenario=scenario(objectifs=(objectif,))))
        told = "Sert l’objectif" if locale == "fr" else "Serves the objective"
        assert {item.format for item in plan.items if told in item.message} == served

    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_has_its_figure_followed_by_one_line_when_any_serves_it(self, scenario: Make, locale: Locale) -> None:
        for theme in library(locale).themes:
            for label in (entry["label"] for entry in theme.objectifs):
                plan = draft_plan(Request(task="plan", locale=locale, scenario=scenario(objectifs=(label,))))
                goal = goal_of(label, locale)
                is_for_it = any("Sert l’objectif" in one or "Serves the objective" in one for one in messages(plan))
                if goal and is_for_it:
                    assert any(goal.figure in item.kpi for item in plan.items), label
                assert all(len(item.kpi) <= 80 for item in plan.items)

    def test_is_given_no_line_made_on_demand_that_it_does_not_name(self, scenario: Make) -> None:
        plan = draft_plan(Request(task="plan", locale="fr", scenario=scenario(objectifs=("Signer dix contrats",))))
        on_demand = {line.format for line in recipes("fr").lines() if line.sur_demande}
        assert on_demand
        assert not on_demand & {item.format for item in plan.items}

    @pytest.mark.parametrize(
        ("objectif", "format_", "kpi"),
        [
            ("Réunir 140 inscrits à nos webinaires", "Webinaire", "140 inscrits, 45\u00a0% de présents"),
            ("Obtenir 1 200 téléchargements", "Guide comparatif", "1 200 téléchargements en 12 semaines"),
            # So many a month is not the total that the objective counts.
            ("Atteindre 900 visites sur le blog", "Article de blog", "400 visites organiques par mois"),
            ("Organiser 3 webinaires", "Webinaire", "90 inscrits\u00a0; visé\u00a0: 3 webinaires"),
            # What takes longer than the plan is followed beside its share.
            (
                "Obtenir 50 démonstrations en six mois",
                "Démonstration personnalisée",
                "23 démonstrations en 12 semaines\u00a0; visé\u00a0: 50 démonstrations en six mois",
            ),
            (
                "Équiper 20 cliniques",
                "Relance des propositions en attente",
                "30\u00a0% de réponses à J+21\u00a0; visé\u00a0: 20 cliniques",
            ),
        ],
    )
    def test_gives_its_figure_to_the_measure_that_counts_the_same(
        self, scenario: Make, objectif: str, format_: str, kpi: str
    ) -> None:
        plan = draft_plan(Request(task="plan", locale="fr", scenario=scenario(objectifs=(objectif,))))
        assert next(item.kpi for item in plan.items if item.format == format_).startswith(kpi)

    @pytest.mark.parametrize(
        ("objectif", "locale", "aimed"),
        [
            ("Augmenter de 30\u00a0% le trafic du site", "fr", "\u00a0; visé\u00a0: +30\u00a0%"),
            ("Grow website traffic by 30% in six months", "en", "; aim: +30% in six months"),
            (
                "Réactiver 20\u00a0% des contacts dormants",
                "fr",
                "\u00a0; visé\u00a0: 20\u00a0% des contacts dormants",
            ),
            ("Passer de 200 à 350 clients d’ici décembre", "fr", "\u00a0; visé\u00a0: 350 clients"),
            ("Go from 200 to 350 customers by December", "en", "; aim: 350 customers"),
            ("Recruter cinq distributeurs", "fr", "\u00a0; visé\u00a0: cinq distributeurs"),
            ("Recruit five resellers", "en", "; aim: five resellers"),
        ],
    )
    def test_is_aimed_at_beside_a_measure(self, scenario: Make, objectif: str, locale: Locale, aimed: str) -> None:
        plan = draft_plan(Request(task="plan", locale=locale, scenario=scenario(objectifs=(objectif,))))
        assert len([item for item in plan.items if item.kpi.endswith(aimed)]) == 1

    @pytest.mark.parametrize(
        "objectif",
        [
            "Installer trois experts maison comme voix de référence en un an",
            "Réduire de deux à un mois le cycle de vente",
            "Diviser par deux en six mois le délai entre démonstration et signature",
        ],
    )
    def test_whose_figure_tells_nothing_beside_a_measure_is_aimed_at_by_none(
        self, scenario: Make, objectif: str
    ) -> None:
        plan = draft_plan(Request(task="plan", locale="fr", scenario=scenario(objectifs=(objectif,))))
        assert any(objectif in message for message in messages(plan))
        assert not any("visé\u00a0:" in item.kpi for item in plan.items)

    @pytest.mark.parametrize("locale", LOCALES)
    def test_has_a_line_that_serves_it_when_it_is_among_the_first_five(self, scenario: Make, locale: Locale) -> None:
        named = {
            "fr": ("30 démonstrations", "Recruter cinq distributeurs", "Deux salons", "Un podcast", "Dix témoignages"),
            "en": ("Book 30 demos", "Recruit five resellers", "Two trade shows", "One podcast", "Ten testimonials"),
        }[locale]
        made = scenario(
            objectifs=named,
            cibles=tuple((f"Cible {letter}", stage) for letter in "AB" for stage in STAGES),
            ressources=tuple((type_, type_) for type_ in ("article", "video", "webinar", "cas_client", "autre")),
        )
        told = " ".join(messages(draft_plan(Request(task="plan", locale=locale, scenario=made))))
        assert all(re.search(f"(?:Sert l’objectif|Serves the objective) [«“]\u00a0?{label}", told) for label in named)

    def test_is_offered_no_tool_that_the_plan_lacks(self, scenario: Make) -> None:
        for version in range(1, 30):
            plan = draft_plan(Request(task="plan", locale="fr", scenario=scenario(version=version)))
            formats = {item.format for item in plan.items}
            said = " ".join(messages(plan))
            assert "Autodiagnostic en ligne" in formats or "autodiagnostic" not in said

    def test_that_is_refused_has_no_line_and_the_summary_owns_to_it(self, scenario: Make) -> None:
        made = scenario(objectifs=("Lancer un podcast mensuel",))
        plan = draft_plan(Request(task="plan", locale="fr", text="sans podcast", scenario=made))
        assert not any("podcast" in f"{item.format} {item.canal}".lower() for item in plan.items)
        assert "Aucune ligne ne porte encore sur «\u00a0Lancer un podcast mensuel\u00a0»" in plan.resume

    def test_is_contributed_to_by_the_lines_of_the_stage_it_is_made_for(self, scenario: Make) -> None:
        made = scenario(objectifs=("Gagner en visibilité", "Faire reconduire douze contrats"))
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        book = recipes("fr")
        told = "Contribue à l’objectif «\u00a0Faire reconduire douze contrats\u00a0»."
        served = {item.format for item in plan.items if told in item.message}
        assert set() < served <= {recipe.format for recipe in book.etapes["decision"]}
        assert "Des lignes de ce plan contribuent à «\u00a0Gagner en visibilité\u00a0» et" in plan.resume

    def test_that_no_line_serves_is_owned_to_in_the_summary(self, scenario: Make) -> None:
        made = scenario(objectifs=("Obtenir 30 rendez-vous", "Planter des tilleuls"))
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        assert not any("tilleuls" in message for message in messages(plan))
        assert "Aucune ligne ne porte encore sur «\u00a0Planter des tilleuls\u00a0»" in plan.resume
        assert "sert en priorité\u00a0: «\u00a0Obtenir 30 rendez-vous\u00a0»." in plan.resume

    def test_that_is_alone_is_claimed_no_more_than_another(self, scenario: Make) -> None:
        plan = draft_plan(Request(task="plan", locale="fr", scenario=scenario(objectifs=("Planter des tilleuls",))))
        assert "sert en priorité" not in plan.resume
        assert "Aucune ligne ne porte encore sur «\u00a0Planter des tilleuls\u00a0»" in plan.resume
        assert not any("tilleuls" in message for message in messages(plan))


class TestOddNames:
    def test_read_well_inside_the_sentences(self, scenario: Make) -> None:
        made = scenario(
            nom="Campagne «\u00a0Zéro panne\u00a0»\u00a0!",
            cibles=(("DIRECTEURS\u00a0: LES GRANDS\u00a0!", "decision"), ("Les autres 🚀", "decision")),
            ressources=(("Le «\u00a0guide\u00a0».", "video"), ("How we did it", "video")),
        )
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        said = " ".join([plan.resume, *messages(plan)])
        assert "«\u00a0Campagne “Zéro panne”\u00a0» se déploie" in said
        assert "Le “guide”" in said
        assert "«\u00a0DIRECTEURS\u00a0: LES GRANDS\u00a0»" in said
        assert "«\u00a0Les autres 🚀\u00a0»." in said
        assert not re.search(r"[!.…]\.|«[^»]*«|\u00a0»\u00a0»", said)


class TestAMeasure:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_has_a_figure_and_a_delay(self, locale: Locale) -> None:
        book = recipes(locale)
        delay = re.compile(r"jour|semaine|mois|semestre|48\u00a0?h|J\+|envoi|day|week|month|issue", re.IGNORECASE)
        measures = [line.kpi for group in (book.etapes, book.ressources) for lines in group.values() for line in lines]
        assert [kpi for kpi in measures if not (re.search(r"\d", kpi) and delay.search(kpi))] == []
        assert len(set(measures)) > len(measures) * 0.9


class TestTheQuestionsOfAPlan:
    @pytest.mark.parametrize("locale", LOCALES)
    def test_are_more_than_the_lines_that_ask_one(self, locale: Locale) -> None:
        asking = {line.format for line in recipes(locale).lines() if "{question}" in line.message}
        general = library(locale).general.plan.questions
        for theme in library(locale).themes:
            assert len(theme.plan.questions) >= 4
            assert len({*theme.plan.questions, *general}) >= len(asking)
        assert len(set(general)) >= len(asking)

    @pytest.mark.parametrize("locale", LOCALES)
    @pytest.mark.parametrize("thematique", ["Maintenance industrielle", "Apiculture"])
    def test_are_each_asked_once(self, scenario: Make, thematique: str, locale: Locale) -> None:
        titles = (("Webinaire à venir", "webinar"), ("Ligne", "video"), ("Stand", "autre"), ("Soirée", "autre"))
        own = next(theme for theme in library(locale).themes if theme.id == "industrie").plan.questions
        for version in range(1, 20):
            made = scenario(nom="Campagne", thematique=thematique, ressources=titles, version=version)
            said = " ".join(messages(draft_plan(Request(task="plan", locale=locale, scenario=made))))
            asked = [question for question in (*own, *library(locale).general.plan.questions) if question in said]
            assert len(asked) >= 3
            assert all(said.count(question) == 1 for question in asked)


class TestTheWordsOfAPlan:
    def test_take_up_the_angle_that_the_scenario_speaks_of(self, scenario: Make) -> None:
        plan = draft_plan(
            Request(
                task="plan", locale="fr", scenario=scenario(nom="Erreurs de paie", thematique="Ressources humaines")
            )
        )
        angles = [item.message for item in plan.items if "les erreurs de paie qui reviennent" in item.message]
        assert angles

    def test_name_the_theme_as_the_scenario_does(self, scenario: Make) -> None:
        made = scenario(thematique="Conformité RGPD", ressources=(("Le registre en dix pages", "article"),))
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        assert any("sur le thème «\u00a0Conformité RGPD\u00a0»" in message for message in messages(plan))

    def test_claim_no_proof_that_is_only_an_example(self, scenario: Make) -> None:
        buyers = tuple((f"Acheteurs {letter}", "decision") for letter in "ABCDEF")
        made = scenario(thematique="Cybersécurité", cibles=buyers)
        plan = draft_plan(Request(task="plan", locale="fr", scenario=made))
        proofs = [message for message in messages(plan) if "redémarrage complet" in message]
        assert proofs
        assert all("par exemple" in message for message in proofs)
