"""Names in their parts, and how alike two are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.match.likeness import likeness
from service.api.match.needles import needles_of_alike, needles_of_same
from service.api.match.written_name import is_same_name, places_differ, written_name
from tests.api.match.applicants import found
from tests.banks import ServedBank

LETTERS = "王小明欧阳张建国上海杭州市浙江省砚棹农业贸易有限公司股份集团（）·ABc 1&\u3000Ａ"
NAMES = st.text(st.sampled_from(LETTERS), min_size=1, max_size=16) | st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40
)


@pytest.mark.parametrize(
    ("name", "places", "rest"),
    [
        ("上海市砚棹农业发展有限责任公司", ("上海",), "砚棹农业发展"),
        ("浙江省杭州市云汀贸易有限公司", ("浙江", "杭州"), "云汀贸易"),
        ("杭州云汀贸易", ("浙江", "杭州"), "云汀贸易"),
        ("砚棹农业发展有限公司", (), "砚棹农业发展"),
        ("成都泓梧供应链管理有限庚任公司", ("四川", "成都"), "泓梧供应链管理"),
        # A person's name has neither place nor form.
        ("吉林", (), "吉林"),
        ("王公司", (), "王公司"),
    ],
)
def test_a_name_is_a_place_a_name_and_a_form(name: str, places: tuple[str, ...], rest: str) -> None:
    parts = written_name(name)
    assert (parts.places, parts.rest) == (places, rest)


def test_a_place_within_another_does_not_contradict_it() -> None:
    city, province, other = map(written_name, ("杭州云汀贸易", "浙江云汀贸易", "上海云汀贸易"))
    assert not places_differ(city, province)
    assert places_differ(city, other)
    assert not is_same_name(city, province)


@pytest.mark.parametrize(
    ("asked", "known", "score", "bases"),
    [
        # One letter of three: 1 - 1/(3+2); of the same sound half of it.
        ("张建园", "张建国", 0.8, ("letters",)),
        ("张健国", "张建国", 0.9, ("sound",)),
        ("李伟", "李玮", 0.875, ("sound",)),
        # One of two: 1 - 1/(2+2).
        ("李伟", "李明", 0.75, ("letters",)),
        ("王明小", "王小明", 0.8, ("letters",)),
        # 6 letters of 8: 1 - 2/(6+2).
        ("上海砚棹农业有限公司", "上海砚棹农业发展有限公司", 0.75, ("letters",)),
        ("宁波云汀贸易", "杭州云汀贸易有限公司", 0.7, ("place",)),
        ("Smith John", "John Smith", 0.95, ("order",)),
        ("wang xiaoming", "王小明", 0.9, ("pinyin",)),
    ],
)
def test_how_alike_two_names_are_follows_the_letters(
    asked: str, known: str, score: float, bases: tuple[str, ...]
) -> None:
    near = likeness(written_name(asked), written_name(known), 0.0)
    assert near is not None
    assert round(near.score, 6) == score
    assert near.bases == bases


@given(NAMES)
def test_every_name_is_itself_and_is_looked_up(name: str) -> None:
    parts = written_name(name)
    assert is_same_name(parts, written_name(name))
    if parts.letters:
        assert needles_of_same(parts)
        assert all(phrase for needle in needles_of_alike(parts) for phrase in needle)


@given(NAMES, NAMES)
def test_likeness_is_between_nothing_and_one(one: str, other: str) -> None:
    near = likeness(written_name(one), written_name(other), 0.0)
    assert near is not None
    assert 0 <= near.score <= 1


def test_a_name_as_it_is_stored_is_among_its_own_matches(sqlite_bank: ServedBank) -> None:
    stored: list[str] = []

    @given(st.lists(NAMES.filter(lambda name: written_name(name).letters != ""), max_size=5))
    def matches_itself(names: list[str]) -> None:
        new = [name for name in dict.fromkeys(names) if name not in stored]
        sqlite_bank.keep(
            customers=[
                {"customer_id": f"N{len(stored) + i}", "kind": "other", "name": name}
                for i, name in enumerate(new)
            ]
        )
        stored.extend(new)
        for name in new:
            match, customers = found(sqlite_bank, name)
            assert match in ("exact", "likely")
            same = [each for each in stored if is_same_name(written_name(name), written_name(each))]
            assert len(same) > 5 or f"N{stored.index(name)}" in customers

    matches_itself()
