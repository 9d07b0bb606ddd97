import pytest

from ai_service.providers.local.planning.durations import paced, period, spans, weeks_asked
from ai_service.providers.local.planning.recipes import recipes
from assistant.contracts.base import Locale


class TestADurationAskedFor:
    @pytest.mark.parametrize(
        ("said", "weeks"),
        [
            ("un plan sur six semaines", 6),
            ("Fais-moi un plan de 8 semaines, sans LinkedIn", 8),
            ("plan marketing sur 3 mois", 13),
            ("pour les deux prochains mois", 9),
            ("d’ici 90 jours", 13),
            ("pour le T1", 13),
            ("pour le premier trimestre", 13),
            ("sur le semestre", 26),
            ("sur un an", 52),
            ("a six-week plan", 6),
            ("over the next 2 months", 9),
            ("a plan for Q2", 13),
        ],
    )
    def test_is_read_in_weeks(self, said: str, weeks: int) -> None:
        assert weeks_asked(said) == weeks

    @pytest.mark.parametrize(
        "said",
        [
            "",
            "un plan sans LinkedIn",
            "avec un post toutes les deux semaines",
            "un webinaire par mois",
            "le salon est dans trois mois",
            "en trois temps",
            "one post every two weeks",
        ],
    )
    def test_is_no_rhythm_and_no_date(self, said: str) -> None:
        assert weeks_asked(said) is None

    @pytest.mark.parametrize("said", ["sur une semaine", "sur 10 jours", "sur trois ans", "sur 999999 mois"])
    def test_is_not_followed_when_no_plan_can_be_paced_to_it(self, said: str) -> None:
        assert weeks_asked(said) is None


class TestThePaceOfAPlan:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    @pytest.mark.parametrize("weeks", [4, 6, 9, 13, 26, 52])
    def test_leaves_nothing_that_takes_longer_and_enough_of_each_stage(self, locale: Locale, weeks: int) -> None:
        book = paced(recipes(locale), weeks)
        lines = [line for found in (*book.etapes.values(), *book.ressources.values()) for line in found]
        assert [line for line in lines if max(period(line.frequence), period(line.kpi)) > weeks] == []
        assert min(map(len, book.etapes.values())) >= 6
        assert all(book.ressources.values())

    def test_measures_in_proportion(self) -> None:
        book = paced(recipes("fr"), 6)
        kpis = {line.format: line.kpi for lines in book.etapes.values() for line in lines}
        assert kpis["Tribune d’expert"] == "2 parutions et 100 visites venues des articles en 6 semaines"
        assert kpis["Guide comparatif"].startswith("60 téléchargements en 6 semaines, dont 20")

    @pytest.mark.parametrize(
        ("locale", "format_", "kpi"),
        [
            ("fr", "Tribune d’expert", "1 parution et 65 visites"),
            ("fr", "Accord de partenariat", "1 accord signé et 1 affaire transmise en 4 semaines"),
            ("en", "Partnership agreement", "1 agreement signed and 1 deal passed on in 4 weeks"),
            ("en", "Customer stories gathered", "1 approved testimonial in 4 weeks"),
        ],
    )
    def test_counts_one_in_the_singular(self, locale: Locale, format_: str, kpi: str) -> None:
        assert next(line.kpi for line in paced(recipes(locale), 4).lines() if line.format == format_).startswith(kpi)

    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_reads_how_long_a_rhythm_lasts(self, locale: Locale) -> None:
        told = {
            "fr": {"1 par trimestre": 13, "Toutes les deux semaines": 2, "À J+60": 8, "Permanent": 0, "en 30 jours": 4},
            "en": {"1 a quarter": 13, "Every two weeks": 2, "by day 60": 8, "Always on": 0, "every six months": 26},
        }
        assert {said: period(said) for said in told[locale]} == told[locale]


class TestTheStages:
    @pytest.mark.parametrize("weeks", range(4, 53))
    def test_share_the_weeks_without_a_gap(self, weeks: int) -> None:
        shared = [week for first, last in spans(weeks).values() for week in range(first, last + 1)]
        assert shared == list(range(1, weeks + 1))
