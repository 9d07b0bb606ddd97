import traceback
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
