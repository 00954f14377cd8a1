"""Lists, plurals and places in sentences."""

import pytest

from service.tagging.sentences import listed_en, listed_zh, ordinal

NAMES = ["甲", "乙", "丙", "丁"]


def test_a_list_that_is_cut_counts_with_the_word_for_what_it_lists() -> None:
    assert listed_zh(NAMES[:3], of="organisations") == "甲、乙、丙"
    assert listed_zh(NAMES, of="organisations") == "甲、乙、丙等4户"
    assert listed_zh(NAMES, of="persons") == "甲、乙、丙等4位"
    assert listed_zh(NAMES, 20) == "甲、乙、丙等20位"
    assert listed_zh(NAMES, of="things") == "甲、乙、丙等4个"
    assert listed_en(NAMES) == "甲, 乙, 丙 and 1 other"
    assert listed_en(NAMES, 20) == "甲, 乙, 丙 and 17 others"


@pytest.mark.parametrize(
    ("place", "word"),
    [(1, "first"), (2, "second"), (10, "tenth"), (11, "11th"), (13, "13th"), (22, "22nd")],
)
def test_a_place_is_a_word_up_to_the_tenth(place: int, word: str) -> None:
    assert ordinal(place) == word
