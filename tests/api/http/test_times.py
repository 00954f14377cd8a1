"""Which run answers: for a day, as it was known at an instant, or by its number."""

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import service.__main__
from tests.banks import ServedBank, write_files
from tests.building import Row, companies, guarantees_of, holdings_of, people

TAG = "guarantee_circle"
MAY, JUNE, DECEMBER = "2025-05-01", "2025-06-30", "2025-12-31"


def guarantees(until: str) -> list[Row]:
    """The ring a>b, b>c, c>a, of which the first guarantee ends on a day."""
    first, *others = guarantees_of("a>b", "b>c", "c>a")
    return [{**first, "to_on": until}, *others]


def circle(bank: ServedBank, **asked: Any) -> list[str]:
    """Whom the tag's list names."""
    return [row["customer_id"] for row in bank.items(f"/tags/{TAG}/customers", **asked)]


def test_a_day_is_answered_as_it_was_known(bank: ServedBank, tmp_path: Path) -> None:
    """Acceptance check T68."""
    abc = companies(*"abc")
    first = write_files(tmp_path / "first", customers=abc, guarantees=guarantees("2025-06-30"))
    bank.load(first)
    bank.derive("--tags", TAG, "--as-of", MAY)
    then = bank.get("/runs/1")["published_at"]
    second = write_files(tmp_path / "second", customers=abc, guarantees=guarantees("2025-03-31"))
    bank.load(second)
    bank.derive("--tags", TAG, "--as-of", MAY)
    bank.derive("--tags", TAG, "--as-of", DECEMBER)
    december = bank.get("/customers/a/tags")

    known = bank.get("/customers/a/tags", as_of=MAY, known_at=then)
    assert [held["tag_id"] for held in known["tags"]] == [TAG]
    assert (known["run_id"], known["as_of"], known["known_at"]) == (1, MAY, then)
    assert circle(bank, as_of=MAY, known_at=then) == ["a", "b", "c"]
    (group,) = bank.items("/groups", as_of=MAY, known_at=then)
    assert group["size"] == 3

    assert bank.get("/customers/a/tags", as_of=MAY)["tags"] == []
    not_held = bank.get(f"/customers/a/tags/{TAG}", status=404, as_of=MAY)
    assert not_held["type"].endswith("not-held")
    assert circle(bank, as_of=MAY) == []
    assert [*bank.items("/groups", as_of=MAY)] == []
    assert december["run_id"] == 3
    assert bank.get("/customers/a/tags", as_of="2025-06-15")["as_of"] == MAY
    assert bank.get("/customers/a/tags") == december


@pytest.fixture
def past_bank(bank: ServedBank) -> ServedBank:
    """A bank in December, whose ring still stood in June, with a run of each day."""
    bank.keep(
        customers=[*companies(*"abcde"), *people("p", "q")],
        guarantees=guarantees("2025-09-30"),
        ownerships=holdings_of("p>d .6", "p>e .7"),
        referrals=[{"referrer_id": "p", "referred_id": "q", "at": "2025-08-01"}],
    )
    bank.derive("--as-of", DECEMBER)
    bank.derive("--as-of", JUNE)
    return bank


def test_a_day_before_the_current_run_stands_beside_it(past_bank: ServedBank) -> None:
    held = past_bank.get("/customers/a/tags", as_of=JUNE, include="evidence")
    assert (held["run_id"], held["as_of"]) == (-1, JUNE)
    (ring,) = (each for each in held["tags"] if each["tag_id"] == TAG)
    assert (ring["since_run"], ring["run_id"]) == (-1, -1)
    current = past_bank.get("/customers/a/tags")
    assert (current["run_id"], current["as_of"]) == (1, DECEMBER)
    assert TAG not in {each["tag_id"] for each in current["tags"]}
    (group,) = past_bank.items("/groups", kind="guarantee_circle", run=-1)
    assert [*past_bank.items("/groups", kind="guarantee_circle")] == []
    why = past_bank.get(f"/groups/{group['group_id']}/why", customer_id="a", as_of=JUNE)
    assert (why["member"], why["as_of"]) == (True, JUNE)
    past_bank.get(f"/groups/{group['group_id']}", status=404)
    # Nothing was done to groups: history is that of the line, up to the day.
    (control,) = past_bank.items("/groups", kind="control")
    history = past_bank.get(f"/groups/{control['group_id']}/history")["items"]
    assert [(event["event"], event["run_id"]) for event in history] == [("formed", 1)]
    assert past_bank.get(f"/groups/{control['group_id']}/history", run=-1)["items"] == []
    (then,) = past_bank.items("/groups", kind="control", run=-1)
    assert then["group_id"] == control["group_id"]


def test_runs_are_listed_by_when_they_were_published(past_bank: ServedBank) -> None:
    assert [run["run_id"] for run in past_bank.items("/runs", limit=1)] == [-1, 1]
    assert past_bank.get("/runs/-1")["as_of"] == JUNE
    gained = {
        (item["customer_id"], item["change"])
        for item in past_bank.items("/runs/-1/changes/1", tag=TAG, limit=1)
    }
    assert gained == {(each, "lost") for each in "abc"}
    back = past_bank.get("/runs/1/changes/-1", tag=TAG)["items"]
    assert {item["change"] for item in back} == {"gained"}
    assert past_bank.get("/runs/-1/changes/-1")["items"] == []


def test_a_detour_over_another_day_changes_nothing(bank: ServedBank) -> None:
    """Acceptance check T69."""
    bank.keep(customers=companies(*"abc"), guarantees=guarantees("2025-09-30"))
    for day in (DECEMBER, JUNE, DECEMBER):
        bank.derive("--as-of", day)
    assert bank.get("/runs/1/changes/2")["items"] == []
    held = bank.get("/customers/a/tags")["tags"]
    assert {each["since_run"] for each in held} == {1}
    assert bank.get("/runs/2")["report"]["tags"][TAG]["ended"] == 0
    bank.derive("--as-of", JUNE)
    assert bank.get("/customers/a/tags", as_of=JUNE)["run_id"] == -2
    assert bank.get("/runs/-2/changes/-1")["items"] == []


READS = (
    "/customers",
    "/customers?tag=control_group_member",
    "/customers?q=d&tag=control_group_member",
    "/customers/d",
    "/customers/d/tags",
    "/customers/d/tags/control_group_member",
    "/customers/d/neighbours",
    "/customers/d/ownership",
    "/customers/q/referrals",
    "/paths?from=p&to=d",
    "/tags/control_group_member/customers",
    "/groups",
    "/groups/{group}",
    "/groups/{group}/why?customer_id=d",
    "/groups/{group}/history",
    "/influencers",
    "/influencers?network=kinship",
    "/communities",
)


def test_every_read_of_what_runs_said_names_the_run_that_it_was_asked(
    past_bank: ServedBank,
) -> None:
    (group,) = past_bank.items("/groups", kind="control")
    runs = {run["run_id"]: run for run in past_bank.items("/runs")}
    for path in READS:
        address, _, query = path.format(group=group["group_id"]).partition("?")
        asked: dict[str, Any] = dict(part.split("=") for part in query.split("&")) if query else {}
        for named, run in (
            ({}, runs[1]),
            ({"run": -1}, runs[-1]),
            ({"as_of": "2025-11-30"}, runs[-1]),
            ({"as_of": DECEMBER, "known_at": runs[1]["published_at"]}, runs[1]),
            ({"known_at": runs[-1]["published_at"]}, runs[1]),
        ):
            told = past_bank.get(address, **asked, **named)
            assert (told["run_id"], told["as_of"], told["known_at"]) == (
                run["run_id"],
                run["as_of"],
                run["published_at"],
            ), path
        assert past_bank.get(address, status=404, **asked, as_of="2025-01-01")["type"].endswith(
            "no-run"
        ), path
    for path in (f"/groups/{group['group_id']}.csv?lang=en",):
        response = past_bank.client.get(f"/api/v1{path}&as_of={JUNE}")
        rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
        assert {(row["run_id"], row["as_of"]) for row in rows} == {("-1", JUNE)}
    for path in (f"/groups/{group['group_id']}", "/customers/d/neighbours"):
        file = past_bank.client.get(f"/api/v1{path}.node-link.json?run=-1")
        assert json.loads(file.data)["graph"]["run_id"] == -1
    coverage = past_bank.get(f"/tags/{TAG}", as_of=JUNE)["coverage"]
    assert (coverage["run_id"], coverage["holders"]) == (-1, 3)
    assert past_bank.get(f"/tags/{TAG}")["coverage"]["holders"] == 0
    assert past_bank.get("/customers/q/referrals", as_of=JUNE)["referrer_id"] is None
    assert past_bank.get("/customers/q/referrals")["referrer_id"] == "p"


def test_where_no_run_answers_the_nearest_are_named(past_bank: ServedBank) -> None:
    first = past_bank.get("/runs/1")["published_at"]
    problem = past_bank.get("/customers/a/tags", status=404, as_of="2025-06-29")
    assert problem["type"].endswith("/no-run")
    assert [run["run_id"] for run in problem["nearest"]] == [-1]
    assert f"run -1 as of {JUNE}" in problem["detail"]

    # June was not known before December was.
    problem = past_bank.get("/groups", status=404, as_of="2025-11-30", known_at=first)
    assert [run["run_id"] for run in problem["nearest"]] == [-1, 1]
    before = (datetime.fromisoformat(first) - timedelta(milliseconds=1)).isoformat()
    problem = past_bank.get("/groups", status=404, known_at=before)
    assert [run["run_id"] for run in problem["nearest"]] == [1]
    assert past_bank.get("/groups", status=404, run=7)["type"].endswith("not-found")


def test_before_the_first_run_a_day_has_no_answer(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=companies("a"))
    problem = sqlite_bank.get("/customers/a/tags", status=404, as_of=JUNE)
    assert problem["nearest"] == []
    assert "derive" in problem["detail"]


def test_an_instant_without_an_offset_is_one_of_the_zone(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIME_ZONE", "Asia/Shanghai")
    sqlite_bank.keep(customers=companies("a"))
    sqlite_bank.derive("--tags", TAG, "--as-of", DECEMBER)
    published = datetime.fromisoformat(sqlite_bank.get("/runs/1")["published_at"])
    here = published.replace(tzinfo=None)
    assert sqlite_bank.get("/groups", known_at=here.isoformat())["run_id"] == 1
    tick = timedelta(milliseconds=1)
    assert sqlite_bank.get("/groups", status=404, known_at=(here - tick).isoformat())
    assert sqlite_bank.get("/groups", known_at=f"{here:%Y-%m-%d}")["run_id"] == 1
    # A plus that was not encoded comes as a space.
    assert sqlite_bank.get("/groups", known_at=published.isoformat().replace("+", " "))


def test_a_list_goes_on_with_the_run_that_it_began_with(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep_only(
        customers=companies(*"abc"), guarantees=guarantees_of("a>b", "b>c", "c>a")
    )
    sqlite_bank.derive("--tags", TAG, "--as-of", DECEMBER)
    lists: tuple[tuple[str, dict[str, Any]], ...] = (
        (f"/tags/{TAG}/customers", {}),
        ("/customers", {"tag": TAG}),
        ("/customers", {"tag": TAG, "q": "c"}),
    )
    begun = [sqlite_bank.get(path, limit=1, **asked)["next"] for path, asked in lists[:2]]
    (group,) = sqlite_bank.items("/groups")
    of_group = sqlite_bank.get(f"/groups/{group['group_id']}", limit=1)["next"]
    sqlite_bank.keep_only(customers=companies(*"abc"))
    sqlite_bank.derive("--tags", TAG, "--as-of", DECEMBER)
    for (path, asked), cursor in zip(lists, begun, strict=False):
        rest = sqlite_bank.get(path, cursor=cursor, **asked)
        assert rest["run_id"] == 1
        assert [row["customer_id"] for row in rest["items"]] == ["b", "c"]
    members = sqlite_bank.get(f"/groups/{group['group_id']}", cursor=of_group)["members"]
    assert [member["customer_id"] for member in members] == ["b", "c"]
    assert sqlite_bank.get(lists[0][0])["items"] == []
    assert sqlite_bank.get(lists[0][0], cursor=begun[0], run=1)["items"]
    problem = sqlite_bank.get(lists[0][0], status=422, cursor=begun[0], run=2)
    assert {fault["field"] for fault in problem["fields"]} == {"cursor", "run"}


def test_a_withdrawn_run_answers_only_for_what_was_known_before(bank: ServedBank) -> None:
    bank.keep_only(customers=companies(*"abc"))
    bank.derive("--tags", TAG, "--as-of", "2025-12-30")
    bank.keep(guarantees=guarantees_of("a>b", "b>c", "c>a"))
    bank.derive("--tags", TAG, "--as-of", DECEMBER)
    known = bank.get("/runs/2")["published_at"]
    bank.derive("--tags", TAG, "--as-of", JUNE)
    assert service.__main__.main(["runs", "--withdraw", "--reason", "漏传"]) == 0
    assert circle(bank) == []
    told = bank.get("/customers/a/tags", as_of=DECEMBER)
    assert (told["run_id"], told["tags"]) == (3, [])
    assert bank.get("/customers/a/tags", as_of=DECEMBER, known_at=known)["run_id"] == 2
    assert bank.get("/customers/a/tags", as_of=JUNE)["run_id"] == -1
    assert circle(bank, as_of=JUNE) == ["a", "b", "c"]


def test_a_tag_that_a_run_did_not_derive_is_unknown_in_it(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=companies(*"abc"), guarantees=guarantees("2025-09-30"))
    sqlite_bank.derive("--as-of", DECEMBER)
    sqlite_bank.derive("--as-of", JUNE, "--tags", "control_group_member")
    problem = sqlite_bank.get(f"/customers/a/tags/{TAG}", status=404, as_of=JUNE)
    assert problem["type"].endswith("/unknown")
    assert "did not derive it" in problem["detail"]
