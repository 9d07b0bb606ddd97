"""search-service spoken to in commands, through the real runtime."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.contracts.base import KINDS, Locale
from assistant.contracts.entities import Recherche
from assistant.contracts.envelope import Settled
from assistant.contracts.scenario import UseInspiration
from assistant.db.models import RechercheRow, ScenarioRow
from assistant.db.session import Database
from assistant.db.views import recherche_view
from assistant.testing.harness import Harness

NBSP = "\u00a0"
LOCALES: tuple[Locale, ...] = ("fr", "en")


def said(event: Settled) -> str:
    assert event.reply.message is not None
    return event.reply.message.contenu


def stored(database: Database) -> list[Recherche]:
    def read(session: Session) -> list[Recherche]:
        return [recherche_view(row) for row in session.scalars(select(RechercheRow).order_by(RechercheRow.id))]

    return database.query(read)


def inspirations(event: Settled) -> list[UseInspiration]:
    return [
        UseInspiration.model_validate(action.payload)
        for action in event.reply.actions
        if action.intent == "inspiration.use"
    ]


class TestASearch:
    async def test_answers_with_one_result_of_each_type(self, stage: Harness, scenario_id: int) -> None:
        event = await stage.send("search.run", {"requete": "NIS2"}, scenario_id=scenario_id)
        assert (event.status, event.type) == ("completed", "recherche.done")
        assert sorted(resultat.type for resultat in event.reply.resultats) == sorted(KINDS)

    async def test_is_kept_with_the_scenario(self, stage: Harness, database: Database, scenario_id: int) -> None:
        event = await stage.send("search.run", {"requete": "NIS2"}, scenario_id=scenario_id)
        (recherche,) = stored(database)
        assert recherche.id == event.reply.created_id
        assert (recherche.scenario_id, recherche.requete) == (scenario_id, "NIS2")
        assert recherche.resultats == event.reply.resultats

    @pytest.mark.parametrize("locale", LOCALES)
    async def test_says_in_a_few_words_that_it_is_simulated(
        self, stage: Harness, scenario_id: int, locale: Locale
    ) -> None:
        event = await stage.send("search.run", {"requete": "NIS2"}, scenario_id=scenario_id, locale=locale)
        words = said(event)
        for resultat in event.reply.resultats:
            assert resultat.titre not in words
            assert resultat.source.startswith({"fr": "Exemple simulé", "en": "Simulated example"}[locale])
        assert {"fr": f"Recherche simulée{NBSP}:", "en": "Simulated search:"}[locale] in words
        assert {"fr": f"Voici 3 pistes pour «{NBSP}NIS2{NBSP}».", "en": "Here are 3 ideas for “NIS2”."}[locale] in words

    async def test_tells_each_result_on_its_card(self, stage: Harness, scenario_id: int) -> None:
        event = await stage.send("search.run", {"requete": "NIS2"}, scenario_id=scenario_id)
        for use, resultat in zip(inspirations(event), event.reply.resultats, strict=True):
            assert use.proposal.insight == resultat.recommandation_action
            assert all(part in use.proposal.pourquoi for part in (resultat.titre, resultat.extrait, resultat.source))

    async def test_offers_to_use_each_result_once_then_guides_on(self, stage: Harness, scenario_id: int) -> None:
        event = await stage.send("search.run", {"requete": "NIS2"}, scenario_id=scenario_id)
        using = event.reply.actions[:3]
        assert [action.intent for action in using] == ["inspiration.use"] * 3
        assert all(action.once and action.command_id for action in using)
        assert [use.proposal.kind for use in inspirations(event)] == [found.type for found in event.reply.resultats]
        assert {use.recherche_id for use in inspirations(event)} == {event.reply.created_id}
        guiding = [action.intent for action in event.reply.actions[3:]]
        assert "objectif.suggest" in guiding
        assert "plan.generate" in guiding

    async def test_proposes_entities_in_the_language_of_the_command(self, stage: Harness, scenario_id: int) -> None:
        french = await stage.send("search.run", {"requete": "NIS2"}, scenario_id=scenario_id)
        english = await stage.send("search.run", {"requete": "nis2 !"}, scenario_id=scenario_id, locale="en")
        names = [
            [
                getattr(use.proposal, "label", None) or getattr(use.proposal, "titre", None)
                for use in inspirations(event)
            ]
            for event in (french, english)
        ]
        assert not set(names[0]) & set(names[1])
        assert all(names[0] + names[1])

    async def test_gives_others_when_it_is_run_again(self, stage: Harness, scenario_id: int) -> None:
        first = await stage.send("search.run", {"requete": "cybersécurité"}, scenario_id=scenario_id)
        second = await stage.send("search.run", {"requete": "Cybersécurité"}, scenario_id=scenario_id)
        titles = [{resultat.titre for resultat in event.reply.resultats} for event in (first, second)]
        assert not titles[0] & titles[1]

    async def test_says_so_when_the_closest_have_been_shown(self, stage: Harness, scenario_id: int) -> None:
        for _ in range(3):
            event = await stage.send("search.run", {"requete": "chargeurs"}, scenario_id=scenario_id)
        event = await stage.send("search.run", {"requete": "chargeurs"}, scenario_id=scenario_id)
        assert "déjà vu" in said(event)

    async def test_is_done_once_however_often_it_is_sent(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        first = await stage.send("search.run", {"requete": "NIS2"}, scenario_id=scenario_id)
        again = await stage.send(
            "search.run", {"requete": "NIS2"}, scenario_id=scenario_id, command_id=first.command_id
        )
        assert again.reply == first.reply
        assert len(stored(database)) == 1


class TestANonsenseSearch:
    async def test_says_that_it_fell_back_on_the_scenarios_theme(self, stage: Harness, scenario_id: int) -> None:
        event = await stage.send("search.run", {"requete": "zzzz *qwerty*"}, scenario_id=scenario_id)
        assert len(event.reply.resultats) == 3
        assert "rien de précis" in said(event)
        assert "thème de votre scénario" in said(event)
        assert r"zzzz \*qwerty\*" in said(event)

    @pytest.mark.parametrize("locale", LOCALES)
    async def test_says_that_it_fell_back_on_general_ones(
        self, stage: Harness, database: Database, scenario_id: int, locale: Locale
    ) -> None:
        def rename(session: Session) -> None:
            row = session.get_one(ScenarioRow, scenario_id)
            row.nom, row.thematique = "Vases", "Poterie"

        database.transact(rename)
        event = await stage.send("search.run", {"requete": "zzzz"}, scenario_id=scenario_id, locale=locale)
        assert len(event.reply.resultats) == 3
        assert {"fr": "qui valent pour tous les secteurs", "en": "that suit any industry"}[locale] in said(event)
