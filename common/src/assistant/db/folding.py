"""Search that ignores case and accents, on both databases.

MariaDB's utf8mb4_unicode_ci does it by itself; SQLite is given the function `fold`.
"""

import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement


def fold(text: str) -> str:
    """`text` in lower case and without accents; as many letters as before, since MariaDB compares one by one too."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Folded(FunctionElement[str]):
    """A column as searches compare it."""

    type = String()
    inherit_cache = True


@compiles(Folded)
def _folded_by_collation(element: Folded, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.clauses, **kw))


@compiles(Folded, "sqlite")
def _folded_by_function(element: Folded, compiler: Any, **kw: Any) -> str:
    return f"fold({compiler.process(element.clauses, **kw)})"


def contains(column: InstrumentedAttribute[str], searched: str) -> ColumnElement[bool]:
    """Whether `searched` occurs in the column, whatever the case and the accents of either."""
    return Folded(column).contains(fold(searched), autoescape=True)
