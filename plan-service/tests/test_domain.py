"""The rules of a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.contracts.ai import PlanItemDraft
from assistant.contracts.base import MIN_PLAN_ITEMS
from plan_service.domain import (
    check_message_is_new,
    comparison_key,
    count_by_canal,
    distinct_items,
    listed,
    tidy,
)
from plan_service.errors import DraftTooThin, MessageRepeated

NBSP = "\u00a0"

VISIBLE = st.characters(exclude_categories=("Cs", "Cc"))


def draft(message: str, **fields: str) -> PlanItemDraft:
    defaults = {"format": "Article", "canal": "LinkedIn", "frequence": "1 fois par semaine", "kpi": "Clics"}
    return PlanItemDraft(message=message, **(defaults | fields))


def drafts(count: int) -> list[PlanItemDraft]:
    return [draft(f"Message numéro {number}") for number in range(1, count + 1)]


class TestDistinctItems:
    @pytest.mark.parametrize("count", [6, 14])
    def test_keeps_distinct_items_in_their_order(self, count: int) -> None:
        assert distinct_items(drafts(count)) == drafts(count)

    def test_keeps_the_first_of_messages_that_read_the_same(self) -> None:
        repeated = draft("message NUMÉRO 1 !", canal="E-mail")
        assert distinct_items([*drafts(6), repeated]) == drafts(6)

    def test_refuses_a_draft_that_repeats_itself_below_the_minimum(self) -> None:
        with pytest.raises(DraftTooThin):
            distinct_items([*drafts(MIN_PLAN_ITEMS - 1), draft("Message numéro 1."), draft("MESSAGE NUMÉRO 2")])

    def test_tidies_what_it_keeps(self) -> None:
        first = draft(" Un  message\n\n en deux   temps ", format="Article \n de fond")
        kept = distinct_items([first, *drafts(6)])[0]
        assert kept.message == "Un message\n\nen deux temps"
        assert kept.format == "Article de fond"

    @given(st.lists(st.text(VISIBLE, min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=14))
    def test_never_keeps_two_messages_that_read_the_same(self, messages: list[str]) -> None:
        try:
            kept = distinct_items([draft(message) for message in messages])
        except DraftTooThin:
            assert len({comparison_key(draft(message).message) for message in messages}) < MIN_PLAN_ITEMS
        else:
            keys = [comparison_key(item.message) for item in kept]
            assert MIN_PLAN_ITEMS <= len(keys) == len(set(keys))


class TestTidy:
    def test_keeps_the_no_break_spaces_of_french(self) -> None:
        assert tidy("message", f"Prêts{NBSP}?  Oui{NBSP}!") == f"Prêts{NBSP}? Oui{NBSP}!"

    def test_keeps_the_lines_of_a_message_alone(self) -> None:
        assert tidy("message", "Un \r\n deux") == "Un\ndeux"
        assert tidy("kpi", "Un \r\n deux") == "Un deux"


class TestComparisonKey:
    def test_ignores_case_accents_spaces_and_punctuation(self) -> None:
        assert comparison_key(f"Découvrez l’audit{NBSP}!") == comparison_key("decouvrez  L'AUDIT")

    def test_tells_other_words_and_mere_signs_apart(self) -> None:
        assert comparison_key("Audit 1") != comparison_key("Audit 2")
        assert comparison_key("🚀") != comparison_key("🎯")


class TestCheckMessageIsNew:
    def test_accepts_a_message_that_no_other_item_says(self) -> None:
        check_message_is_new("Un autre", ["Un message", "Deux messages"])

    def test_refuses_one_that_reads_the_same_and_quotes_its_beginning(self) -> None:
        said = "Un message assez long pour qu’on n’en cite que le tout début, " * 2
        with pytest.raises(MessageRepeated) as refusal:
            check_message_is_new(said.upper(), ["Autre", said])
        assert refusal.value.params["nom"] == "Un message assez long pour qu’on n’en cite que le tout début…"


class TestCountByCanal:
    def test_puts_the_most_used_first_whatever_its_spelling(self) -> None:
        canaux = ["E-mail", "LinkedIn", "Salon", "linkedin", "LINKEDIN", "Email"]
        assert count_by_canal(canaux) == [("LinkedIn", 3), ("E-mail", 2), ("Salon", 1)]


class TestListed:
    def test_puts_each_line_after_the_first_in_a_list(self) -> None:
        assert listed("Trois temps.\nD’abord.\nPuis.") == "Trois temps.\n\n- D’abord.\n- Puis."

    @pytest.mark.parametrize("resume", ["", "Un seul.", "Un.\nDeux.", "Voici :\n- un\n- deux"])
    def test_leaves_a_short_summary_and_one_with_a_list_as_they_are(self, resume: str) -> None:
        assert listed(resume) == resume
