"""What search-service does for its one command; the routing table closes the file."""

from functools import partial

from assistant.contracts.base import Locale
from assistant.contracts.proposals import Proposal
from assistant.contracts.search import RunSearch
from assistant.db.views import scenario_view
from assistant.dialogue.actions import inspiration_actions, next_actions
from assistant.dialogue.texts import plural, quoted, text
from assistant.runtime.handlers import Answer, Command, Edit, Routes, Transaction
from search_service import domain, repository
from search_service.catalogue import Inspiration
from search_service.domain import Findings, Fit, Index

INTRODUCTIONS = {
    Fit.REQUEST: "search.found",
    Fit.SCENARIO: "search.close",
    Fit.GENERAL: "search.general",
    Fit.ANY: "search.general",
}


def run_search(command: Command[RunSearch], transaction: Transaction, index: Index) -> Answer:
    """Answers with three inspirations, each with its button, and keeps them with the scenario."""
    session, scenario_id, locale = transaction.session, command.required_scenario_id, command.locale
    requete = command.payload.requete
    scenario = scenario_view(session, scenario_id, locale)
    assert scenario is not None  # noqa: S101 - the runtime has checked it
    shown = domain.count_shown(index, requete, repository.latest_searches(session, scenario_id))
    findings = domain.find_inspirations(index, requete, scenario, shown)
    resultats = [inspiration.resultat(locale) for inspiration in findings.inspirations]
    proposals = [_proposal(inspiration, locale) for inspiration in findings.inspirations]
    recherche = repository.add_recherche(session, scenario_id, requete, resultats)
    return Answer(
        _message(requete, findings, locale),
        actions=[*inspiration_actions(proposals, recherche.id, locale), *next_actions(scenario, locale)],
        resultats=resultats,
        created_id=recherche.id,
    )


def _message(requete: str, findings: Findings, locale: Locale) -> str:
    if not findings.inspirations:
        return text("search.nothing", locale, requete=quoted(requete))
    introduction = INTRODUCTIONS[findings.fit] if findings.fit == findings.closest else "search.others"
    pistes = plural("search.pistes", len(findings.inspirations), locale)
    said = text(introduction, locale, requete=quoted(requete), pistes=pistes)
    return f"{said}\n\n{text('search.simulated', locale)}"


def _proposal(inspiration: Inspiration, locale: Locale) -> Proposal:
    """What using an inspiration creates, with what to do with it and where it comes from: its card tells them."""
    found = inspiration.resultat(locale)
    why = text("search.why", locale, titre=found.titre, extrait=found.extrait, source=found.source)
    return inspiration.proposal(locale).model_copy(update={"insight": found.recommandation_action, "pourquoi": why})


def routes(index: Index) -> Routes:
    """The routing table over a prepared catalogue."""
    return {"search.run": Edit(partial(run_search, index=index))}
