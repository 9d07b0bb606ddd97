# ruff: noqa: INP001 - a script run by its path
"""Writes the labels of the server's buttons, in French and in English, on standard output.

By them the page tells a stored button in the language it is read in. Left out are those that spell out changes, whose
words are in the language they were written in.
"""

import json
import sys

from assistant.dialogue.texts import CATALOGUE

OWNERS = ("action.", "ai.action.", "ai.compose.")

labels = {
    key: {"fr": french, "en": english}
    for key, (french, english) in sorted(CATALOGUE.items())
    if key.startswith(OWNERS) and "{changes}" not in french
}
json.dump(labels, sys.stdout, indent=2, ensure_ascii=False)
