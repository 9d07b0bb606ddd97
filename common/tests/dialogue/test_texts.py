"""Every text people read, in both languages."""

import re
from string import Formatter

import pytest

from assistant.contracts.base import Locale
from assistant.dialogue import texts
from assistant.dialogue.texts import CATALOGUE, plural, quoted, text

NO_BREAK = "\u00a0"


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


class TestCatalogue:
    def test_asks_for_the_same_parameters_in_both_languages(self) -> None:
        differing = [key for key, (fr, en) in CATALOGUE.items() if placeholders(fr) != placeholders(en)]
        assert differing == []

    def test_leaves_no_text_empty(self) -> None:
        assert [key for key, texts in CATALOGUE.items() if not all(said.strip() for said in texts)] == []

    def test_has_both_numbers_of_what_is_counted(self) -> None:
        counting = {key for key, (french, _) in CATALOGUE.items() if "count" in placeholders(french)}
        families = {key.rsplit(".", 1)[0] for key in counting if key.endswith((".one", ".other"))}
        assert "scenario.count.cible" in families
        assert [key for key in families if not {f"{key}.one", f"{key}.other"} <= CATALOGUE.keys()] == []

    def test_names_no_key_twice(self) -> None:
        owners = [module.TEXTS for module in vars(texts).values() if isinstance(getattr(module, "TEXTS", None), dict)]
        assert sum(len(owner) for owner in owners) == len(CATALOGUE)


class TestFrenchTypography:
    @pytest.mark.parametrize(
        "mistake",
        [
            r" [:;!?»%]",
            r"«(?!\u00a0)",
            # Markdown's own marks may stand in between.
            r"[^\s\u00a0(*_][;!?»]",
            r"[^\s\u00a0*_]:(?=\s|$)",
        ],
    )
    def test_puts_no_break_spaces_where_they_belong(self, mistake: str) -> None:
        assert [key for key, (french, _) in CATALOGUE.items() if re.search(mistake, french)] == []

    def test_uses_the_curly_apostrophe_in_both_languages(self) -> None:
        assert [key for key, said in CATALOGUE.items() if "'" in "".join(said)] == []


class TestText:
    @pytest.mark.parametrize(
        ("locale", "name", "shown"),
        [
            ("fr", "Pour «\u00a0DSI\u00a0»\u00a0: dix questions", "Pour “DSI”\u00a0: dix questions"),
            ("fr", "«\u00a0Le “bon” moment\u00a0»", "“Le ‘bon’ moment”"),
            ("fr", 'Le "bon" moment, écrans 27" et 32"', 'Le “bon” moment, écrans 27" et 32"'),
            ("en", "For “CIOs”: ten questions", "For ‘CIOs’: ten questions"),
            ("en", "Pour «\u00a0DSI\u00a0»", "Pour ‘DSI’"),
        ],
    )
    def test_turns_the_quotation_marks_of_what_it_quotes_into_inner_ones(
        self, locale: Locale, name: str, shown: str
    ) -> None:
        marks = {"fr": "«\u00a0{}\u00a0»", "en": "“{}”"}[locale]
        assert marks.format(shown) in text("ai.action.add", locale, nom=name)

    def test_leaves_the_quotation_marks_of_what_it_does_not_quote(self) -> None:
        said = text("ai.local.and", "fr", names="«\u00a0A\u00a0»", last="«\u00a0B\u00a0»")
        assert said == "«\u00a0A\u00a0» et «\u00a0B\u00a0»"

    def test_fills_placeholders_in_the_language_asked(self) -> None:
        assert text("action.scenario.open", "en", nom="Q1") == "Open “Q1”"
        assert text("action.scenario.open", "fr", nom="Q1") == f"Ouvrir «{NO_BREAK}Q1{NO_BREAK}»"

    @pytest.mark.parametrize(("key", "params"), [("no.such.key", {}), ("action.scenario.open", {})])
    def test_refuses_what_a_mistake_in_the_code_would_ask(self, key: str, params: dict[str, str]) -> None:
        with pytest.raises(KeyError):
            text(key, "fr", **params)


class TestPlural:
    @pytest.mark.parametrize(
        ("count", "french", "english"),
        [(0, "0 cible", "0 targets"), (1, "1 cible", "1 target"), (2, "2 cibles", "2 targets")],
    )
    def test_counts_as_each_language_does(self, count: int, french: str, english: str) -> None:
        assert plural("scenario.count.cible", count, "fr") == french
        assert plural("scenario.count.cible", count, "en") == english


class TestQuoted:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("Plan *A* [x](y)", "Plan \\*A\\* \\[x\\](y)"),
            ("<script>", "\\<script\\>"),
            ("A &amp; B", "A \\&amp; B"),
            ("  deux\n lignes ", "deux lignes"),
            ("https://espion.fr/x", "https:\\//espion.fr/x"),
            ("HTTP://espion.fr", "HTTP:\\//espion.fr"),
            ("www.espion.fr", "www\\.espion.fr"),
            ("moi@espion.fr", "moi\\@espion.fr"),
            ("3/4 des DSI, CTR 5.2 %", "3/4 des DSI, CTR 5.2 %"),
            (f"Cloud{NO_BREAK}: Q1", f"Cloud{NO_BREAK}: Q1"),
        ],
    )
    def test_shows_a_name_as_it_was_typed(self, name: str, shown: str) -> None:
        assert quoted(name) == shown
