"""Tags that stand on others: found once, whichever is asked first, and never on themselves."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cypher.view import Guarantees, Kinships, Referrals
from service.errors import UndeclaredView, UnknownTag
from service.run.find import find, stood_on, views_of
from service.settings import Settings
from service.tagging.declaration import Detail, Holdings, Reading, Tag
from service.tagging.shared import holdings_of
from service.tags import catalogue


class EmptyBank:
    """What `find` itself asks of a bank."""

    def __init__(self) -> None:
        self.made: dict[Any, Any] = {}

    def __getitem__(self, view: Any) -> Any:
        return view


def empty_bank() -> Any:
    return EmptyBank()


def tag(tag_id: str, found: list[str], stands_on: tuple[str, ...] = (), *views: Any) -> Tag:
    """A tag that notes when it is asked, and takes the holders of what it stands on."""

    def holders(bank: Reading, settings: Settings) -> Holdings:
        for each in stands_on:
            assert holdings_of(bank, each).notes == {"of": each}
        for view in views:
            bank[view]
        found.append(tag_id)
        none = np.zeros(0, np.int64)
        return Holdings(none, np.zeros(0), none, lambda i: Detail({}, [], {}), notes={"of": tag_id})

    return replace(
        catalogue()["guarantee_circle"],
        tag_id=tag_id,
        find=holders,
        views=views,
        stands_on=lambda settings: stands_on,
    )


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Tag], list[str]]:
    """A catalogue in which c stands on b, and b on a; and a list of who was asked."""
    found: list[str] = []
    tags = {
        "a": tag("a", found, (), Kinships),
        "b": tag("b", found, ("a",), Referrals),
        "c": tag("c", found, ("b",), Guarantees),
    }
    monkeypatch.setattr("service.run.find.catalogue", lambda: tags)
    return tags, found


@pytest.mark.parametrize("order", ["abc", "cba", "bca", "ccc"])
def test_what_others_stand_on_is_found_once_whoever_is_asked_first(
    three: tuple[dict[str, Tag], list[str]], order: str
) -> None:
    tags, found = three
    bank = empty_bank()
    for each in order:
        find(bank, tags[each], Settings())
    assert found[:2] == ["a", "b"]
    assert found.count("a") == found.count("b") == 1


def test_each_tag_reads_only_its_own_views(three: tuple[dict[str, Tag], list[str]]) -> None:
    tags, _ = three
    read = tag("b", [], ("a",), Kinships).find
    with pytest.raises(UndeclaredView):
        find(empty_bank(), replace(tags["b"], find=read), Settings())


def test_what_decides_is_read_by_a_tag_or_by_what_it_stands_on(
    three: tuple[dict[str, Tag], list[str]],
) -> None:
    tags, _ = three
    assert [each.tag_id for each in stood_on(tags["c"], Settings())] == ["a", "b"]
    assert views_of(tags["c"], Settings()) == {Guarantees, Kinships, Referrals}
    assert views_of(tags["a"], Settings()) == {Kinships}


def test_a_tag_cannot_stand_on_itself_or_on_what_there_is_not(
    three: tuple[dict[str, Tag], list[str]],
) -> None:
    tags, found = three
    tags["a"] = tag("a", found, ("c",))
    with pytest.raises(UnknownTag, match="cannot stand on itself"):
        stood_on(tags["b"], Settings())
    with pytest.raises(UnknownTag, match="no such tag"):
        find(empty_bank(), tag("d", found, ("nothing",)), Settings())
