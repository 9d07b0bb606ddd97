from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_service.providers.openai.piece import Piece, piece_of

NAMES = (
    "choices",
    "delta",
    "message",
    "content",
    "text",
    "refusal",
    "finish_reason",
    "model",
    "usage",
    "prompt_tokens",
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)


def saying(content: Any, **others: Any) -> dict[str, Any]:
    return {"choices": [{"delta": {"content": content}, **others}]}


class TestAPiece:
    def test_tells_all_that_the_server_says(self) -> None:
        usage = {"prompt_tokens": 812, "completion_tokens": 345, "total_tokens": 1157}
        said = {**saying("Bonjour", finish_reason="stop"), "model": "scripted-1", "usage": usage}
        assert piece_of(said, "delta") == Piece("Bonjour", "", "stop", "scripted-1", 812, 345)

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            (["Bon", "jour"], "Bonjour"),
            ([{"type": "text", "text": "Bon"}, {"type": "text", "text": "jour"}], "Bonjour"),
            ([{"type": "thinking", "thinking": [{"type": "text", "text": "…"}]}, {"text": "Bonjour"}], "Bonjour"),
            ({"type": "text", "text": "Bonjour"}, "Bonjour"),
            (40, "40"),
            (0.5, "0.5"),
            (None, ""),
            (True, ""),
        ],
    )
    def test_is_a_text_whatever_the_server_puts_it_in(self, content: Any, text: str) -> None:
        assert piece_of(saying(content), "delta").text == text

    @pytest.mark.parametrize(
        "odd",
        [
            None,
            [],
            "keep-alive",
            7,
            {},
            {"choices": None},
            {"choices": []},
            {"choices": [None]},
            {"choices": ["stop"]},
            {"choices": {"0": None}},
            {"choices": [{"index": 0, "content_filter_offsets": {}}]},
            {"choices": [{"delta": None}]},
            {"choices": [{"delta": "Bonjour", "finish_reason": 3}], "model": None, "usage": []},
        ],
    )
    def test_of_another_shape_says_nothing(self, odd: Any) -> None:
        assert piece_of(odd, "delta") == Piece()

    @pytest.mark.parametrize("tokens", ["812", None, [812], True, -1, 10**12, 0.5])
    def test_counts_no_tokens_that_are_no_count(self, tokens: Any) -> None:
        said = {"usage": {"prompt_tokens": tokens, "completion_tokens": 3}}
        assert piece_of(said, "delta") == Piece(completion_tokens=3)

    def test_keeps_a_name_that_can_be_stored(self) -> None:
        assert piece_of({"model": "a\udfff" + "b" * 500}, "delta").model == "a" + "b" * 118 + "…"

    @given(ANYTHING)
    def test_comes_of_any_json(self, document: Any) -> None:
        for part in ("delta", "message"):
            piece = piece_of(document, part)
            assert all(isinstance(text, str) for text in (piece.text, piece.refusal, piece.model, piece.finish or ""))
