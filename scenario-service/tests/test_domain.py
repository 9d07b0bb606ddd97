"""Rules of a scenario and what it holds."""

from itertools import permutations

import pytest

from scenario_service import domain
from scenario_service.errors import AlreadyExists, LimitReached


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("DSI d’ETI", "dsi d'eti"),
            ("Été", "ete"),
            ("Leads  qualifiés ", "Leads qualifiés"),
            ("Coût\u00a0: zéro", "cout : zero"),
            ("E\u0301te\u0301", "Été"),
        ],
    )
    def test_read_the_same_whatever_case_accents_spaces_and_apostrophes(self, one: str, other: str) -> None:
        assert domain.comparison_key(one) == domain.comparison_key(other)
        assert domain.is_known(one, ["Autre", other])
        with pytest.raises(AlreadyExists):
            domain.check_new(one, [other])

    @pytest.mark.parametrize(
        ("one", "other"), [("C", "C++"), ("DSI", "RSSI"), ("50 leads", "500 leads"), ("ab", "a b")]
    )
    def test_differ_when_they_read_differently(self, one: str, other: str) -> None:
        assert not domain.is_known(one, [other])
        domain.check_new(one, [other])

    def test_are_new_to_an_empty_scenario(self) -> None:
        domain.check_new("DSI", [])


class TestRoom:
    def test_lasts_until_the_limit(self) -> None:
        domain.check_room(domain.LIMIT - 1)
        with pytest.raises(LimitReached) as refusal:
            domain.check_room(domain.LIMIT)
        assert refusal.value.params == {"limit": 50}


class TestPriorite:
    @pytest.mark.parametrize(("held", "following"), [([], 1), ([1], 2), ([3, 1], 4), ([99], 99)])
    def test_comes_after_the_last_one(self, held: list[int], following: int) -> None:
        assert domain.next_priorite(held) == following


class TestOrder:
    @pytest.mark.parametrize(
        ("held", "wanted", "since", "order"),
        [
            ("BACDE", "ABCED", "ABCDE", "BACED"),
            ("ABCED", "BACDE", "ABCDE", "BACED"),
            ("EABCD", "BCADE", "ABCDE", "EBCAD"),
            ("BACDE", "BACDE", "ABCDE", "BACDE"),
            ("ACDE", "ABDEC", "ABCDE", "ADEC"),
            ("ABCDE", "CBA", "ABC", "CBADE"),
            ("ABXC", "CAB", "ABC", "CABX"),
            ("ABCX", "XABC", "ABC", "XABC"),
        ],
    )
    def test_moves_only_what_was_moved_since(self, held: str, wanted: str, since: str, order: str) -> None:
        ids = [ord(letter) for letter in held]
        found = domain.reordered(ids, [*map(ord, wanted)], [*map(ord, since)])
        assert "".join(map(chr, found)) == order

    @pytest.mark.parametrize("wanted", [[*order] for order in permutations((1, 2, 3, 4))])
    def test_is_the_one_wanted_when_nobody_else_moved_anything(self, wanted: list[int]) -> None:
        assert domain.reordered([1, 2, 3, 4], wanted, [1, 2, 3, 4]) == wanted
        assert domain.reordered([1, 2, 3, 4], wanted) == wanted
