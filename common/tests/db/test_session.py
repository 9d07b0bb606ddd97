import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from assistant.db.session import Database


class TestErrors:
    def test_do_not_repeat_what_people_wrote(self, database: Database) -> None:
        """They are logged with their traceback."""
        said = f"private {uuid4()}"
        with pytest.raises(Exception, match="no such table") as raised:
            database.transact(lambda session: session.execute(text("INSERT INTO x VALUES (:said)"), {"said": said}))
        assert said not in "".join(traceback.format_exception(raised.value))


class TestAnswers:
    @pytest.fixture
    def unreadable(self, tmp_path: Path) -> Iterator[Database]:
        """A server that is there and refuses: no outage, and no answer either."""
        file = tmp_path / "notes.sqlite"
        file.write_text("no database at all\n" * 100)
        with closing(Database(f"sqlite:///{file}")) as database:
            yield database

    def test_while_queries_do(self, database: Database) -> None:
        assert database.answers()

    def test_not_where_they_are_refused(self, unreadable: Database) -> None:
        assert not unreadable.answers()
