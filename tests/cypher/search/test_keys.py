"""What makes no difference to a reader makes none to a search."""

import unicodedata

import pytest

from cypher.search.keys import number_key, search_key, words_of


def test_wide_letters_become_narrow_and_capitals_small() -> None:
    assert search_key("\uff21\u3000\uff24\uff06\uff25，Ltd 江海") == "a d&e,ltd 江海"
    assert search_key("ΟΔΟΣ") == search_key("οδος") == "οδοσ"


@pytest.mark.parametrize(
    "written",
    ["王伟", "王　伟", " 王 伟 ", "王\u200b伟", "\ufeff王伟", "王\u00ad伟", "王\ufe0f伟", "王·伟"],
)
def test_what_cannot_be_seen_is_gone_and_spaces_between_chinese_letters(written: str) -> None:
    assert search_key(written) == "王伟"


@pytest.mark.parametrize("dot", list("·•・‧･.．"))  # noqa: RUF001
def test_there_is_one_kind_of_dot_between_the_parts_of_a_name(dot: str) -> None:
    assert search_key(f"买买提{dot}艾力") == search_key("买买提·艾力")


def test_signs_in_latin_names_and_spaces_beside_them_stay() -> None:
    assert search_key("A.B.  (上海) 100%") == "a.b. (上海) 100%"


def test_traditional_letters_are_simplified_each_by_itself() -> None:
    assert search_key("上海硯棹農業發展") == "上海砚棹农业发展"
    # What a phrase would keep: a part of a name must be found in it.
    assert search_key("乾隆")[0] == search_key("乾")


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\u3164\u200d", "　"])
def test_of_what_cannot_be_seen_nothing_is_left(nothing: str) -> None:
    assert search_key(nothing) == ""
    assert words_of(nothing) == []


def test_a_key_is_its_own_key() -> None:
    for code in range(0x20, 0x30000):
        letter = chr(code)
        if unicodedata.category(letter) in ("Cs", "Cn"):
            continue
        key = search_key(f"x{letter}x")
        assert search_key(key) == key, hex(code)
        assert not set(key) - {" "} or not any(part.isspace() and part != " " for part in key)


def test_a_number_is_the_same_however_it_is_grouped() -> None:
    assert number_key(" 110105 1949-1231 002Ｘ ") == "11010519491231002x"  # noqa: RUF001


def test_words_come_once_in_their_order() -> None:
    assert words_of("上海　砚棹 上海 ACME") == ["上海", "砚棹", "acme"]
