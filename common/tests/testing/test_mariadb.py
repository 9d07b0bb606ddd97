from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from assistant.testing.mariadb import MariaDbServer
from assistant.testing.servers import private_mariadb


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url, poolclass=NullPool)
    yield engine
    engine.dispose()


def read_variable(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT @@{name}")).scalar_one()


class TestAPrivateMariaDb:
    @pytest.mark.parametrize(
        ("variable", "value"),
        [
            ("character_set_server", "utf8mb4"),
            ("character_set_database", "utf8mb4"),
            ("time_zone", "+00:00"),
            ("tx_isolation", "READ-COMMITTED"),
            ("innodb_lock_wait_timeout", 5),
            ("innodb_flush_log_at_trx_commit", 1),
        ],
    )
    def test_has_the_settings_that_the_product_relies_on(self, engine: Engine, variable: str, value: object) -> None:
        assert read_variable(engine, variable) == value

    def test_keeps_what_was_committed_when_killed(self, mariadb: MariaDbServer, engine: Engine) -> None:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE facts (id INT PRIMARY KEY) ENGINE=InnoDB"))
            connection.execute(text("INSERT INTO facts VALUES (7)"))
        first_pid = mariadb.pid
        mariadb.kill()
        with pytest.raises(OperationalError), engine.connect():
            pass
        mariadb.start()
        assert mariadb.pid != first_pid
        with engine.connect() as connection:
            assert connection.execute(text("SELECT id FROM facts")).scalar_one() == 7

    def test_answers_again_after_a_clean_restart(self, mariadb: MariaDbServer, engine: Engine) -> None:
        mariadb.stop()
        mariadb.start()
        assert read_variable(engine, "port") == mariadb.port

    @pytest.mark.integration
    def test_finds_its_databases_again_in_a_folder_used_before(self, tmp_path: Path) -> None:
        with private_mariadb(tmp_path) as server:
            administration = create_engine(server.url, poolclass=NullPool)
            with administration.begin() as connection:
                connection.execute(text("CREATE DATABASE kept"))
        with private_mariadb(tmp_path) as server:
            kept = create_engine(server.database_url("kept"), poolclass=NullPool)
            with kept.connect() as connection:
                assert connection.execute(text("SELECT DATABASE()")).scalar_one() == "kept"


class TestATestsDatabase:
    seen: list[str] = []  # noqa: RUF012 - shared by the two runs below on purpose

    @pytest.mark.parametrize("run", [1, 2])
    def test_is_empty_and_its_own(self, engine: Engine, database_url: str, run: int) -> None:
        with engine.begin() as connection:
            assert connection.execute(text("SHOW TABLES")).all() == []
            connection.execute(text("CREATE TABLE leftover (id INT)"))
            databases = connection.execute(text("SHOW DATABASES")).scalars().all()
        self.seen.append(database_url.rpartition("/")[2].partition("?")[0])
        assert self.seen[-1] in databases
        assert not set(self.seen[:-1]) & set(databases), "an earlier test's database was not dropped"
        assert len(set(self.seen)) == run
