"""What scenarios hold already, to be shared with another one: `<kind>.add` takes the id of each."""

from fastapi import APIRouter

from assistant.contracts.http import KnownCible, KnownObjectif, KnownRessource, Page
from gateway import queries
from gateway.openapi import problems
from gateway.parameters import GatewayOf, PageNumber, PageSize, Text

router = APIRouter(responses=problems())


@router.get("/objectifs", tags=["objectifs"])
async def list_objectifs(
    gateway: GatewayOf, q: Text = "", page: PageNumber = 1, page_size: PageSize = 20
) -> Page[KnownObjectif]:
    return await queries.read(
        gateway.database, lambda session: queries.list_known_objectifs(session, q, page, page_size)
    )


@router.get("/cibles", tags=["cibles"])
async def list_cibles(
    gateway: GatewayOf, q: Text = "", page: PageNumber = 1, page_size: PageSize = 20
) -> Page[KnownCible]:
    return await queries.read(gateway.database, lambda session: queries.list_known_cibles(session, q, page, page_size))


@router.get("/ressources", tags=["ressources"])
async def list_ressources(
    gateway: GatewayOf, q: Text = "", page: PageNumber = 1, page_size: PageSize = 20
) -> Page[KnownRessource]:
    return await queries.read(
        gateway.database, lambda session: queries.list_known_ressources(session, q, page, page_size)
    )
