"""The embedded system behind an HTTP server."""

import asyncio
import sys
from pathlib import Path

from embedded.composition import embedded
from embedded.ports import open_socket
from gateway.server import make_server

NOTICE = """
  Assistant IA Marketing — démonstration
  {url}

  Tout tourne dans un seul processus (SQLite, bus en mémoire), pour une personne sur une machine.
  {mode}
  Ctrl+C pour arrêter.
"""


LOCAL = "Sans clé OPENAI_API_KEY, les réponses viennent du fournisseur local : « mode démonstration »."
MODEL = "Les réponses viennent du modèle {model} (OPENAI_MODEL)."


def notice(port: int, model: str | None) -> str:
    """What is said once the page answers: where it is, and who writes the replies."""
    mode = LOCAL if model is None else MODEL.format(model=model)
    return NOTICE.format(url=f"http://localhost:{port}", mode=mode)


async def serve(folder: Path, page_folder: Path, host: str, port: int) -> None:
    """Runs the embedded system until SIGINT or SIGTERM; prints its address once it answers. Raises PortTaken."""
    opened = open_socket(host, port, "DEMO_PORT")
    port = opened.getsockname()[1]
    origins = tuple(f"http://{name}:{port}" for name in ("localhost", "127.0.0.1"))
    async with embedded(folder, page_folder, origins) as system:
        server = make_server(system.gateway)
        serving = asyncio.create_task(server.serve(sockets=[opened]))
        while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event to wait for
            await asyncio.sleep(0.05)
        if server.started:
            sys.stdout.write(notice(port, system.model))
            sys.stdout.flush()
        await serving
