import subprocess
import sys

from assistant.testing.chat_completions import ChatServer, Says

ASKING = """
import asyncio, sys
import openai
from assistant.observability.logging import configure_logging

async def ask():
    client = openai.AsyncOpenAI(api_key="a key", base_url=sys.argv[1])
    await client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Bonjour"}])

configure_logging("ai-service")
asyncio.run(ask())
"""


class TestTheLog:
    def test_has_no_line_of_the_http_client_besides_ours(self, server: ChatServer) -> None:
        server.plays(Says("Bonjour"))
        asking = [sys.executable, "-c", ASKING, server.base_url]
        asked = subprocess.run(asking, capture_output=True, text=True, timeout=60, check=False)
        assert (asked.returncode, asked.stderr) == (0, "")
