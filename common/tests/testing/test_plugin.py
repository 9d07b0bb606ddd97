import pytest

from assistant.testing.mariadb import MariaDbServer
from assistant.testing.rabbitmq import RabbitServer

pytest_plugins = ["pytester"]

SUITE = """
    import pytest

    def test_of_a_rule():
        pass

    def test_on_a_database(database_url):
        pass

    def test_on_a_broker(rabbitmq_vhost):
        pass

    @pytest.mark.integration
    @pytest.mark.parametrize("fixture", ["database_url"])
    def test_on_a_server_chosen_as_it_runs(fixture, request):
        request.getfixturevalue(fixture)
"""
CONFIGURATION = """
    [pytest]
    markers = integration
    asyncio_default_fixture_loop_scope = function
"""
COLLECT = ("--collect-only", "-q")


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    for variable in ("CI", "DATABASE_URL", "RABBITMQ_URL"):
        monkeypatch.delenv(variable, raising=False)
    pytester.makeini(CONFIGURATION)
    pytester.makepyfile(SUITE)
    return pytester


def take_away(monkeypatch: pytest.MonkeyPatch, *servers: str) -> None:
    monkeypatch.setattr("assistant.testing.plugin.find_missing_servers", lambda: list(servers))


def collected(result: pytest.RunResult) -> list[str]:
    return [line.partition("::")[2] for line in result.outlines if "::" in line]


class TestWhereAServerIsNotInstalled:
    def test_its_tests_are_left_out_and_a_line_says_so(
        self, suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        take_away(monkeypatch, "MariaDB")
        result = suite.runpytest_inprocess(*COLLECT)
        assert collected(result) == ["test_of_a_rule", "test_on_a_broker"]
        result.stdout.fnmatch_lines(["2 tests left out, for want of MariaDB *"])

    def test_they_run_on_the_server_that_an_address_names(
        self, suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        take_away(monkeypatch, "MariaDB", "RabbitMQ")
        monkeypatch.setenv("RABBITMQ_URL", "amqp://given")
        assert collected(suite.runpytest_inprocess(*COLLECT)) == ["test_of_a_rule", "test_on_a_broker"]

    def test_continuous_integration_fails_instead(
        self, suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        take_away(monkeypatch, "RabbitMQ")
        monkeypatch.setenv("CI", "true")
        result = suite.runpytest_inprocess(*COLLECT)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.stderr.fnmatch_lines(["*2 tests left out, for want of RabbitMQ*"])


class TestWhereTheServersAreInstalled:
    def test_everything_runs(self, suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        take_away(monkeypatch)
        assert len(collected(suite.runpytest_inprocess(*COLLECT))) == 4

    def test_what_asks_for_a_server_is_marked_integration(
        self, suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        take_away(monkeypatch)
        assert collected(suite.runpytest_inprocess(*COLLECT, "-m", "not integration")) == ["test_of_a_rule"]


class TestWhereAddressesNameRunningServers:
    def test_the_tests_run_on_those(
        self,
        suite: pytest.Pytester,
        monkeypatch: pytest.MonkeyPatch,
        mariadb: MariaDbServer,
        rabbitmq: RabbitServer,
    ) -> None:
        take_away(monkeypatch, "MariaDB", "RabbitMQ")
        monkeypatch.setenv("DATABASE_URL", mariadb.database_url("mysql"))
        monkeypatch.setenv("RABBITMQ_URL", rabbitmq.url)
        monkeypatch.setenv("RABBITMQ_MANAGEMENT_URL", rabbitmq.management_url)
        monkeypatch.setattr("assistant.testing.plugin.private_mariadb", None)
        monkeypatch.setattr("assistant.testing.plugin.private_rabbitmq", None)
        suite.runpytest_inprocess().assert_outcomes(passed=4)
