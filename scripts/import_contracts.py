"""A kind of import-linter contract of our own: an allow-list."""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.imports import Module


class AllowListContract(Contract):
    """The source packages import themselves, the standard library, and the allowed packages: nothing else."""

    source_modules = fields.ListField(subfield=fields.ModuleField())
    allowed_modules = fields.ListField(subfield=fields.ModuleField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - import-linter's signature
        sources = [module.name for module in cast("list[Module]", self.source_modules)]
        allowed = [*sources, *(module.name for module in cast("list[Module]", self.allowed_modules))]
        importers = sorted(name for source in sources for name in {source, *graph.find_descendants(source)})
        broken = [
            (importer, imported)
            for importer in importers
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not _is_within(imported, allowed) and imported.partition(".")[0] not in sys.stdlib_module_names
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} is not allowed to import {imported}")


def _is_within(module: str, packages: list[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)
