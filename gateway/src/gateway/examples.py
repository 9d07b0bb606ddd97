"""Examples of the OpenAPI document, checked against the contracts by a test."""

from typing import Any

_ACTION = {
    "id": "8f14e45f-ceea-467f-9a36-dedd4bea2543:0",
    "label": "Ajouter",
    "intent": "cible.add",
    "payload": {"label": "RSSI d’ETI industrielles", "maturite": "consideration"},
    "style": "primary",
    "once": True,
    "command_id": "c9f0f895-fb98-4b91-8d0a-1f7c9d3a1f52",
    "done": False,
    "edited": False,
}
_ITEM = {
    "id": 31,
    "version": 1,
    "format": "Webinaire",
    "message": "Trois étapes pour passer au Zero Trust sans bloquer vos équipes",
    "canal": "LinkedIn",
    "frequence": "1 fois par mois",
    "kpi": "40 inscrits qualifiés",
}
_SCENARIO = {
    "id": 1,
    "nom": "Lancement Q1 cybersécurité",
    "thematique": "Sécurité cloud",
    "description": "Faire connaître l’offre Zero Trust aux ETI",
    "statut": "ready",
    "version": 7,
    "created_at": "2026-01-05T09:00:00Z",
    "updated_at": "2026-01-05T09:12:00Z",
    "objectifs": [
        {
            "id": 3,
            "label": "Générer 50 leads qualifiés",
            "description": "D’ici la fin du trimestre",
            "insight": "",
            "priorite": 1,
            "version": 1,
        }
    ],
    "cibles": [
        {
            "id": 5,
            "label": "RSSI d’ETI industrielles",
            "description": "",
            "insight": "Décident avec la direction générale",
            "persona": "Claire, 45 ans, RSSI",
            "segment": "ETI industrielles",
            "maturite": "consideration",
            "version": 2,
        }
    ],
    "ressources": [],
    "plan": {
        "id": 2,
        "resume": "Un trimestre centré sur la preuve",
        "generated_at": "2026-01-05T09:12:00Z",
        "items": [_ITEM],
    },
    "actions": [],
}
EXAMPLES: dict[str, Any] = {
    "Action": _ACTION,
    "PlanItem": _ITEM,
    "Scenario": _SCENARIO,
    "Message": {
        "id": 12,
        "conversation_id": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "scenario_id": 1,
        "auteur": "assistant",
        "contenu": "Voici **trois cibles** pour ce scénario.",
        "locale": "fr",
        "role_action": "cible.suggest",
        "command_id": "8f14e45f-ceea-467f-9a36-dedd4bea2543",
        "created_at": "2026-01-05T09:10:00Z",
        "actions": [_ACTION],
    },
    "ChatRequest": {
        "conversation_id": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "scenario_id": 1,
        "message": "Propose-moi des cibles dans le secteur public",
        "intent": None,
        "payload": {},
    },
    "SearchRequest": {"scenario_id": 1, "requete": "webinaire sécurité cloud"},
    "Problem": {
        "type": "urn:problem:validation",
        "code": "validation",
        "title": "Saisie à corriger",
        "status": 422,
        "detail": "Certains champs ne sont pas valides.",
        "instance": None,
        "errors": [{"field": "nom", "message": "150 caractères au plus."}],
        "retry_after": None,
        "retryable": False,
    },
}
