"""Payloads of the commands that search-service owns."""

from assistant.contracts.base import Contract, Requete


class RunSearch(Contract):
    requete: Requete
