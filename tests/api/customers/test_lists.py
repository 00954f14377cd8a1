"""Lists: every item exactly once however it is paged, in the order said, found as people search."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import Row, companies, guarantees_of, people
from tests.contract.worlds import SMALL_WORLD


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The small world after a second load and a second run; no test may write to it."""
    folder = tmp_path_factory.mktemp("two-runs")
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)) as bank,
    ):
        # A list of leaders must have pages.
        monkeypatch.setenv("GUANXI_LEADERS_SHARE", "1")
        bank.keep(**SMALL_WORLD)
        bank.derive("--as-of", "2025-12-31")
        arcs = ["C2>C1", "P1>P2", "P2>P3", "P3>P1"]
        bank.keep(guarantees=guarantees_of(*arcs), customers=people("P5"))
        bank.derive("--as-of", "2025-12-31")
        bank.get("/runs")
        yield bank


LISTS: list[tuple[str, dict[str, str], list[str]]] = [
    ("/customers", {}, ["customer_id"]),
    ("/customers", {"kind": "company"}, ["customer_id"]),
    ("/customers", {"tag": "guarantee_circle"}, ["customer_id"]),
    ("/customers", {"tag": "guarantee_circle", "grade": "low"}, ["customer_id"]),
    ("/customers", {"tag": "guarantee_circle", "grade": "低", "q": "c"}, ["customer_id"]),
    ("/customers", {"q": "c", "kind": "company"}, ["customer_id"]),
    ("/tags", {}, ["tag_id"]),
    ("/tags/guarantee_circle/customers", {}, ["-score", "customer_id", "subject"]),
    ("/tags/guarantee_circle/customers", {"grade": "low"}, ["-score", "customer_id", "subject"]),
    ("/tags/opinion_leader/customers", {}, ["-score", "customer_id"]),
    ("/tags/opinion_leader/customers", {"sort": "score"}, ["score", "customer_id"]),
    ("/tags/opinion_leader/customers", {"sort": "name"}, ["name", "customer_id"]),
    ("/tags/guarantee_circle/customers", {"sort": "name"}, ["name", "customer_id", "subject"]),
    ("/tags/control_group_member/customers", {}, ["-score", "customer_id", "subject"]),
    ("/groups", {}, ["kind", "group_id"]),
    ("/groups", {"kind": "control"}, ["group_id"]),
    ("/groups", {"kind": "declared"}, ["group_id"]),
    ("/groups", {"customer_id": "C1"}, ["kind", "group_id"]),
    ("/runs", {}, ["-run_id"]),
    ("/runs/1/changes/2", {}, ["customer_id", "tag_id", "subject"]),
    ("/runs/1/changes/2", {"tag": "guarantee_circle"}, ["customer_id", "tag_id", "subject"]),
]


@pytest.mark.parametrize(("path", "query", "order"), LISTS)
def test_paging_reaches_every_item_once_in_the_order_said(
    two_runs: ServedBank, path: str, query: dict[str, str], order: list[str]
) -> None:
    whole = pages(two_runs, path, 500, query)
    assert len(whole) > 1
    for limit in (1, 2, len(whole), len(whole) + 1):
        assert pages(two_runs, path, limit, query) == whole

    def key(item: Row) -> list[Any]:
        return [-item[name[1:]] if name.startswith("-") else item[name] or "" for name in order]

    assert [key(item) for item in whole] == sorted(key(item) for item in whole)
    assert len({json.dumps(item) for item in whole}) == len(whole)


def test_members_are_paged_within_their_group(two_runs: ServedBank) -> None:
    for group in two_runs.items("/groups"):
        found: list[str] = []
        query: dict[str, Any] = {"limit": 1}
        for _ in range(group["size"]):
            page = two_runs.get(f"/groups/{group['group_id']}", **query)
            found += [member["customer_id"] for member in page["members"]]
            query["cursor"] = page["next"]
        assert page["next"] is None
        assert len(set(found)) == group["size"]
        assert found == sorted(found)


def pages(bank: ServedBank, path: str, limit: int, query: dict[str, str]) -> list[dict[str, Any]]:
    """Every item of a list, read so many at a time; a page is full unless it is the last."""
    found: list[dict[str, Any]] = []
    asked: dict[str, Any] = {**query, "limit": limit}
    for _ in range(100):
        page = bank.get(path, **asked)
        found += page["items"]
        if page["next"] is None:
            return found
        assert len(page["items"]) == limit
        asked["cursor"] = page["next"]
    raise AssertionError(f"{path} has no end")


def test_an_item_added_while_paging_moves_nothing_else(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=people("B", "D", "F"))
    first = sqlite_bank.get("/customers", limit=2)
    sqlite_bank.keep(customers=people("A", "C", "E"))
    rest = sqlite_bank.get("/customers", limit=500, cursor=first["next"])
    assert [item["customer_id"] for item in first["items"]] == ["B", "D"]
    assert [item["customer_id"] for item in rest["items"]] == ["E", "F"]


@pytest.mark.usefixtures("everybody_leads")
def test_many_holders_of_a_tag_are_listed_as_few_are(sqlite_bank: ServedBank) -> None:
    # The listing changes its way from 2,000 holdings on.
    names = [f"p{i:04}" for i in range(2100)]
    ring = zip(names, [*names[1:], names[0]], strict=True)
    chords = zip(names[::7], names[3::7], strict=True)
    kinships = [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in (*ring, *chords)]
    sqlite_bank.keep(customers=people(*names, "zz"), kinships=kinships)
    sqlite_bank.derive("--tags", "opinion_leader")
    holders = sqlite_bank.holders("opinion_leader")
    for grade in {holder["grade"] for holder in holders}:
        listed = sqlite_bank.items("/customers", tag="opinion_leader", grade=grade)
        expected = sorted(each["customer_id"] for each in holders if each["grade"] == grade)
        assert [each["customer_id"] for each in listed] == expected
    everybody = sqlite_bank.items("/customers", tag="opinion_leader", limit=500)
    assert [each["customer_id"] for each in everybody] == names


CONSENTS = {"agreed": "true", "refused": "false", "silent": ""}


@pytest.fixture
def marketed(bank: ServedBank) -> ServedBank:
    """Three leaders who agreed, refused and never said, on each engine: nobody led before."""
    customers = [
        {**row, "marketing_consent": CONSENTS.get(row["customer_id"], "true")}
        for row in people(*CONSENTS, "f1", "f2", "f3")
    ]
    followers = [
        {"a_id": leader, "b_id": follower, "relation": "parent"}
        for leader in CONSENTS
        for follower in ("f1", "f2", "f3")
    ]
    bank.keep(customers=customers)
    bank.derive("--tags", "opinion_leader")
    bank.keep(customers=customers, kinships=followers)
    bank.derive("--tags", "opinion_leader")
    return bank


def test_who_refused_is_in_no_marketing_list_and_who_never_said_is(marketed: ServedBank) -> None:
    everybody = {"agreed", "silent", "f1", "f2", "f3"}
    for path, query in [
        ("/tags/opinion_leader/customers", {}),
        ("/tags/opinion_leader/customers", {"kind": "person"}),
        ("/customers", {"tag": "opinion_leader"}),
        ("/influencers", {}),
        ("/runs/1/changes/2", {"tag": "opinion_leader"}),
    ]:
        listed = {each["customer_id"] for each in marketed.items(path, limit=2, **query)}
        assert listed == everybody, path
    assert not list(marketed.items("/customers", tag="opinion_leader", q="refused"))
    assert list(marketed.items("/customers", tag="opinion_leader", q="silent"))
    # Without a tag the changes of those for marketing leave the same customers out.
    for query, names in (({}, everybody), ({"purpose": "service"}, everybody | {"refused"})):
        changed = list(marketed.items("/runs/1/changes/2", **query))
        assert {each["customer_id"] for each in changed} == names
    # The tag itself is held, and told where the customer is looked at alone.
    assert marketed.holding("refused", "opinion_leader")["score"] > 0


def test_a_tag_that_is_not_for_marketing_lists_who_refused(sqlite_bank: ServedBank) -> None:
    customers = companies("a", "b", "c", marketing_consent="false")
    circle = guarantees_of("a>b", "b>c", "c>a")
    sqlite_bank.keep(customers=customers, guarantees=circle)
    sqlite_bank.derive("--tags", "guarantee_circle")
    assert len(sqlite_bank.holders("guarantee_circle")) == 3
    assert len(list(sqlite_bank.items("/customers", tag="guarantee_circle"))) == 3


def test_a_customer_closed_since_the_run_is_on_no_list_of_it(
    bank: ServedBank, tmp_path: Path
) -> None:
    circle = guarantees_of("a>b", "b>c", "c>a")
    bank.keep(customers=companies(*"abc"), guarantees=circle)
    bank.derive("--tags", "guarantee_circle")
    bank.load(
        write_files(tmp_path / "left", customers=companies(*"ab")), "--full", "--allow-closing"
    )
    assert {holder["customer_id"] for holder in bank.holders("guarantee_circle")} == {"a", "b"}
    listed = bank.items("/customers", tag="guarantee_circle")
    assert {customer["customer_id"] for customer in listed} == {"a", "b"}


@pytest.mark.parametrize(("limit", "more"), [(2, True), (3, False), (4, False)])
def test_the_last_page_says_that_there_is_no_next(
    sqlite_bank: ServedBank, limit: int, more: bool
) -> None:
    sqlite_bank.keep(customers=people("A", "B", "C"))
    page = sqlite_bank.get("/customers", limit=limit)
    assert (len(page["items"]), page["next"] is not None) == (min(limit, 3), more)
