"""What Latin letters may be in pinyin, and how Chinese letters may be read."""

import pytest
from pypinyin.constants import PINYIN_DICT

from cypher.search.spellings import spellings, ways_to_read
from cypher.search.syllables import SYLLABLES, initials, readings, readings_begun, readings_going_on


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("yanzhao", [["yan", "zhao"]]),
        ("xian", [["xian"], ["xi", "an"]]),
        ("xi'an", [["xi", "an"]]),
        ("yan zhao", [["yan", "zhao"]]),
        ("lyu", [["lv"]]),
        ("nv", [["nv"]]),
        ("acme", []),
        ("", []),
        ("王", []),
        ("c000001", []),
    ],
)
def test_letters_are_read_as_syllables_in_every_way(text: str, ways: list[list[str]]) -> None:
    assert readings(text) == ways


def test_a_last_syllable_may_have_only_begun() -> None:
    begun = readings_begun("yanzh")
    assert ["yan", "zhao"] in begun
    assert {way[0] for way in begun} == {"yan"}
    assert all(way[1].startswith("zh") for way in begun)
    # What is whole is taken as it is.
    assert readings_begun("yanzhao") == [["yan", "zhao"]]


def test_a_whole_last_syllable_may_go_on() -> None:
    on = readings_going_on("yan'zha")
    assert on[0] == ["yan", "zha"]
    assert {" ".join(way) for way in on} >= {"yan zhan", "yan zhang", "yan zhao"}
    assert readings_going_on("jitua")[0] == ["ji", "tu", "a"]
    assert ["ji", "tuan"] in readings_going_on("jitua")
    assert readings_going_on("acme") == []


def test_a_very_long_text_is_read_in_a_bounded_number_of_ways() -> None:
    assert len(readings("xian" * 15)) <= 8
    assert readings("xian" * 40) == []


@pytest.mark.parametrize(("text", "found"), [("yz", "yz"), ("y", ""), ("y1", ""), ("", "")])
def test_initials_are_two_letters_at_least(text: str, found: str) -> None:
    assert initials(text) == found


def test_every_reading_of_a_common_letter_is_made_of_known_syllables() -> None:
    common = map(chr, range(0x4E00, 0x9FA6))
    found = {way for letter in common for way in ways_to_read(letter)}
    assert len(found) > 400
    # Sounds that are no syllables (m, ng), and some that no name has.
    assert found - SYLLABLES <= {"m", "n", "o", "hm", "ng", "hng", "lue", "nue"}
    assert len(PINYIN_DICT) > 40_000


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("解小东", "xie xiao dong"),
        ("仇英", "qiu ying"),
        ("区小明", "ou xiao ming"),
        ("曾国藩", "zeng guo fan"),
        ("朴树", "piao shu"),
        ("单雄信", "shan xiong xin"),
        ("尉迟恭", "yu chi gong"),
        ("长沙", "chang sha"),
        ("重庆银行", "chong qing yin hang"),
        ("吕布", "lv bu"),
        ("吕布", "lu bu"),
    ],
)
def test_a_name_is_spelled_in_every_usual_reading(name: str, spelled: str) -> None:
    assert spelled.split() in [syllables for begin, syllables in spellings(name) if begin == 0]


def test_a_word_in_a_long_name_says_how_it_is_read() -> None:
    _, first = spellings("上海长沙银行股份有限公司")[0]
    assert " ".join(first) == "shang hai chang sha yin hang gu fen you xian gong si"


def test_a_further_reading_in_a_long_name_comes_with_the_letters_around_it() -> None:
    around = [" ".join(syllables) for _, syllables in spellings("上海都解乐贸易有限公司")]
    assert any("dou xie le" in reading for reading in around)
