"""The publish gate: a run in which a tag's holders move too far waits for a yes."""

import json
from typing import Any

import pytest

import service.__main__
from cypher.engine.neo4j import Neo4jStore
from cypher.engine.sqlite import SqliteStore
from cypher.publish import DiscardRun, KeepWaiting, PublishDecided
from service.access.machine_user import machine_user
from service.run.coverage import asking_attention, moved_too_far
from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of
from tests.run.test_publishing_on_neo4j import differences

CUSTOMERS = companies(*"abcdefghijklm")
TAGS = ("--tags", "guarantee_circle,control_group_member")
#: Circles of three, four, five and six: so many hold the tag.
CIRCLES = {count: "abcdef"[:count] for count in (3, 4, 5, 6)}


def circle(count: int, **more: Any) -> dict[str, Any]:
    ids = CIRCLES[count]
    arcs = [f"{a}>{b}" for a, b in zip(ids, ids[1:] + ids[0], strict=True)]
    return {"customers": CUSTOMERS, "guarantees": guarantees_of(*arcs), **more}


def ran(capsys: pytest.CaptureFixture[str], *arguments: str, status: int) -> str:
    """What a command says on stdout where it is done, else on stderr."""
    capsys.readouterr()
    assert service.__main__.main([*arguments]) == status
    said = capsys.readouterr()
    return said.err.splitlines()[-1] if status == 2 else said.out


def derived(capsys: pytest.CaptureFixture[str], *options: str, status: int = 0) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(
        ran(capsys, "derive", *TAGS, *options, "--json", status=status)
    )
    return report


def visible(bank: ServedBank) -> dict[str, Any]:
    """All that readers see of the current run."""
    groups = [group["group_id"] for group in bank.items("/groups")]
    return {
        "tags": {row["customer_id"]: bank.get(f"/customers/{row['customer_id']}/tags")
                 for row in CUSTOMERS},
        "holders": bank.holders("guarantee_circle"),
        "groups": [bank.get(f"/groups/{each}") for each in groups],
        "history": [bank.get(f"/groups/{each}/history") for each in groups],
        "catalogue": bank.get("/tags/guarantee_circle"),
        "runs": bank.get("/runs"),
        "ready": bank.client.get("/health/ready").get_json(),
    }  # fmt: skip


def runs(bank: ServedBank) -> list[int]:
    return [run["run_id"] for run in bank.get("/runs")["items"]]


@pytest.fixture
def gated(bank: ServedBank, monkeypatch: pytest.MonkeyPatch) -> ServedBank:
    """A bank with a circle of four, its first run, and a gate at a quarter."""
    monkeypatch.setenv("GUANXI_MAX_MOVED", "0.25")
    bank.keep_only(**circle(4))
    bank.derive(*TAGS, "--as-of", "2025-12-30")
    return bank


def test_a_run_that_moves_too_far_waits_unseen_and_is_published_by_a_yes(
    gated: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    """From four to six is a half: more than a quarter. The first run of all waited for nobody."""
    before = visible(gated)
    gated.keep_only(**circle(6))
    report = derived(capsys, "--as-of", "2025-12-31", status=1)
    assert (report["run_id"], report["state"]) == (2, "waiting")
    assert report["moved"] == [
        {"tag_id": "guarantee_circle", "before": 4, "after": 6, "moved": 0.5}
    ]
    assert visible(gated) == before
    assert gated.get("/runs/2", 404)
    assert gated.get("/runs/1/changes/2", 404)

    listed = ran(capsys, "runs", status=0).splitlines()
    assert listed[0].startswith(
        "run 2 as of 2025-12-31, waits for a yes, since holders of guarantee_circle went from 4 "
        "to 6: 6 holdings of 2 tags, 13 customers"
    )
    assert listed[1].startswith("run 1 as of 2025-12-30, published 2")
    waits, done = json.loads(ran(capsys, "runs", "--json", status=0))["runs"]
    assert (waits["run_id"], waits["state"], waits["published_at"]) == (2, "waiting", None)
    assert (done["run_id"], done["state"], waits["moved"]) == (1, "published", report["moved"])

    said = ran(capsys, "runs", "--publish", "2", status=0)
    assert said == (
        "run 2 as of 2025-12-31 is published: holders of guarantee_circle went from 4 to 6\n"
    )
    assert runs(gated) == [2, 1]
    assert len(gated.holders("guarantee_circle")) == 6
    assert gated.get("/tags/guarantee_circle")["coverage"]["run_id"] == 2
    changed = gated.get("/runs/1/changes/2")["items"]
    gained = [each["customer_id"] for each in changed if each["change"] == "gained"]
    assert gained == ["e", "f"]
    if gated.url.startswith("bolt"):
        assert differences(gated.url) == []
    # The next run is held against this one.
    assert derived(capsys, "--as-of", "2025-12-31")["state"] == "published"


def test_a_later_run_supersedes_one_that_waits_under_a_number_of_its_own(
    gated: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who said yes to 2 has not seen 3. From four to five is a quarter, and no more."""
    gated.keep_only(**circle(6))
    assert derived(capsys, "--as-of", "2025-12-31", status=1)["run_id"] == 2
    gated.keep_only(**circle(5))
    report = derived(capsys, "--as-of", "2025-12-31")
    assert (report["run_id"], report["state"], report["superseded"]) == (3, "published", [2])
    assert "run 2 does not wait for a yes: no run does" in ran(
        capsys, "runs", "--publish", "2", status=2
    )
    assert runs(gated) == [3, 1]
    assert len(gated.holders("guarantee_circle")) == 5
    if gated.url.startswith("bolt"):
        assert differences(gated.url) == []
    gated.keep_only(**circle(3))
    line = ran(capsys, "derive", *TAGS, "--as-of", "2025-12-31", status=1)
    assert line.startswith(
        "run 4 as of 2025-12-31 is built and waits for a yes: holders of guarantee_circle went "
        "from 5 to 3; publish it with `"
    )
    assert "runs --publish 4`" in line
    line = ran(capsys, "derive", *TAGS, "--as-of", "2025-12-31", status=1)
    assert line.startswith("run 5 as of")
    assert line.endswith("; run 4, which waited for a yes, is superseded\n")
    assert "run 4 does not wait for a yes: run 5 does" in ran(
        capsys, "runs", "--publish", "4", status=2
    )
    ran(capsys, "runs", "--publish", "5", status=0)
    # The run before 5 is 3: what came and went is told against that one.
    [group] = gated.items("/groups")
    [left] = gated.get(f"/groups/{group['group_id']}/history", limit=1)["items"]
    assert (left["run_id"], left["event"]) == (5, "left")
    assert left["because"]


@pytest.mark.parametrize(
    ("most", "after", "waits"),
    [
        ("0.25", 5, False),
        ("0.2499", 5, True),
        ("0.25", 3, False),
        ("0.2499", 3, True),
        ("0.5", 6, False),
        ("0.4", 6, True),
        ("0", 4, False),
        ("0", 5, True),
        ("off", 6, False),
        ("", 6, False),
    ],
)
def test_exactly_the_share_is_not_more_than_it(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    most: str,
    after: int,
    waits: bool,
) -> None:
    """From a circle of four to one of three, five or six."""
    monkeypatch.setenv("GUANXI_MAX_MOVED", most)
    sqlite_bank.keep_only(**circle(4))
    sqlite_bank.derive(*TAGS)
    sqlite_bank.keep_only(**circle(after))
    state = "waiting" if waits else "published"
    assert derived(capsys, status=int(waits))["state"] == state


def test_a_tag_that_nobody_held_moves_too_far_and_one_that_is_new_does_not(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUANXI_MAX_MOVED", "9")
    sqlite_bank.keep_only(**circle(3))
    sqlite_bank.derive("--tags", "guarantee_circle")
    control = holdings_of("g>h .6")
    sqlite_bank.keep_only(**circle(3, ownerships=control))
    # The run before did not derive it.
    assert derived(capsys)["moved"] == []
    sqlite_bank.keep_only(**circle(3))
    assert derived(capsys)["moved"] == []
    sqlite_bank.keep_only(**circle(3, ownerships=control))
    [moved] = derived(capsys, status=1)["moved"]
    assert moved == {"tag_id": "control_group_member", "before": 0, "after": 2, "moved": None}


def test_only_the_tags_of_the_run_are_held_against_the_current_one(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_bank.keep_only(**circle(3, ownerships=holdings_of("g>h .6")))
    sqlite_bank.derive(*TAGS)
    monkeypatch.setenv("GUANXI_MAX_MOVED", "0.1")
    sqlite_bank.keep_only(**circle(6))
    out = ran(capsys, "derive", "--tags", "control_group_member", "--json", status=1)
    assert [tag["tag_id"] for tag in json.loads(out)["moved"]] == ["control_group_member"]


def test_what_does_not_wait_is_not_published(
    sqlite_bank: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_bank.keep_only(**circle(3))
    sqlite_bank.derive(*TAGS)
    for number in ("1", "2", "0", "-1", "99999999999"):
        said = ran(capsys, "runs", "--publish", number, status=2)
        assert said.startswith(f"run {number} does not wait for a yes: no run does")
    assert runs(sqlite_bank) == [1]


def test_a_past_day_is_derived_beside_and_leaves_what_waits(
    gated: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no part of the line: it never waits, and its groups are those of what is current."""
    gated.keep_only(**circle(6))
    derived(capsys, "--as-of", "2025-12-31", status=1)
    [group] = gated.items("/groups")
    past = derived(capsys, "--as-of", "2025-12-01")
    assert (past["run_id"], past["state"], past["superseded"]) == (-1, "published", [])
    beside = gated.get("/groups", run=-1)["items"]
    assert [each["group_id"] for each in beside] == [group["group_id"]]
    ran(capsys, "runs", "--publish", "2", status=0)
    assert runs(gated) == [2, -1, 1]
    assert [each["group_id"] for each in gated.items("/groups")] == [group["group_id"]]


def test_a_withdrawal_supersedes_what_waits(
    gated: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was held against the run that is withdrawn."""
    gated.keep_only(**circle(5))
    gated.derive(*TAGS, "--as-of", "2025-12-31")
    gated.keep_only(**circle(3))
    assert derived(capsys, "--as-of", "2025-12-31", status=1)["run_id"] == 3
    ran(capsys, "runs", "--withdraw", "--reason", "wrong files", status=0)
    assert runs(gated) == [4, 2, 1]
    assert len(gated.holders("guarantee_circle")) == 4
    assert gated.get("/runs/4")["report"]["superseded"] == [3]
    ran(capsys, "runs", "--publish", "3", status=2)


def test_who_published_and_who_withdrew_is_decided(
    gated: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    gated.keep_only(**circle(6))
    derived(capsys, "--as-of", "2025-12-31", status=1)
    ran(capsys, "runs", "--publish", "2", status=0)
    ran(capsys, "runs", "--withdraw", "--reason", "wrong files", status=0)
    withdrawn, published = gated.items("/decisions")
    assert [(each["action"], each["reason"]) for each in (withdrawn, published)] == [
        ("withdraw", "wrong files"),
        ("publish", ""),
    ]
    for each in (withdrawn, published):
        assert (each["subject_kind"], each["subject"], each["signed"]) == ("run", "2", True)
        assert (each["author"], each["state"]) == (machine_user(), "in_force")
    assert gated.get("/audit/verify")["intact"] is True


@pytest.mark.parametrize("at", [KeepWaiting, DiscardRun, PublishDecided])
def test_what_is_killed_on_the_way_leaves_the_current_run_and_no_half(
    gated: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    at: type,
) -> None:
    """As it is kept waiting, as it is superseded, and as it is published."""
    before = visible(gated)
    gated.keep_only(**circle(6))
    if at is not KeepWaiting:
        derived(capsys, "--as-of", "2025-12-31", status=1)
    engine = Neo4jStore if gated.url.startswith("bolt") else SqliteStore
    run = engine.run

    def broken(self: Any, command: Any) -> None:
        if isinstance(command, at):
            raise OSError("the power is gone")
        run(self, command)

    commands = ["runs", "--publish", "2"] if at is PublishDecided else ["derive", *TAGS]
    with monkeypatch.context() as patch:
        patch.setattr(engine, "run", broken)
        assert ran(capsys, *commands, status=2) == "the power is gone"
    assert visible(gated) == before
    if at is not KeepWaiting:
        # What waited waits still.
        ran(capsys, "runs", "--publish", "2", status=0)
        assert len(gated.holders("guarantee_circle")) == 6
        if gated.url.startswith("bolt"):
            assert differences(gated.url) == []
        return
    assert derived(capsys, "--as-of", "2025-12-31", status=1)["run_id"] == 2
    assert visible(gated) == before


def test_a_load_meanwhile_comes_with_the_next_run(
    gated: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    gated.keep_only(**circle(6))
    derived(capsys, "--as-of", "2025-12-31", status=1)
    gated.keep_only(**circle(3))
    report = json.loads(ran(capsys, "runs", "--publish", "2", "--json", status=0))
    assert (report["run_id"], report["state"]) == (2, "published")
    assert len(gated.holders("guarantee_circle")) == 6


def test_a_gate_that_is_no_share_is_refused(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for wrong in ("much", "-0.1"):
        monkeypatch.setenv("GUANXI_MAX_MOVED", wrong)
        assert ran(capsys, "derive", status=2).startswith("GUANXI_MAX_MOVED: ")


def test_the_share_of_the_bank_that_holds_a_tag_is_told_and_asks_for_attention_above_a_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Four of thirteen hold it: 30.8 %, more than three tenths; a third of 13 is more than four."""
    sqlite_bank.keep_only(**circle(4))
    report = derived(capsys)
    wide = [{"tag_id": "guarantee_circle", "holders": 4, "share": 0.307692}]
    assert report["attention"] == wide
    assert sqlite_bank.get("/runs/1")["report"]["attention"] == wide
    coverage = sqlite_bank.get("/tags/guarantee_circle")["coverage"]
    assert (coverage["holders"], coverage["share"], coverage["attention"]) == (4, 0.307692, True)
    narrow = sqlite_bank.get("/tags/control_group_member")["coverage"]
    assert (narrow["holders"], narrow["share"], narrow["attention"]) == (0, 0.0, False)
    line = ran(capsys, "derive", *TAGS, status=0)
    assert line.endswith(
        "; look at the tags that so much of the bank holds: guarantee_circle 30.8%\n"
    )
    monkeypatch.setenv("GUANXI_COVERAGE_ATTENTION", "0.333")
    assert derived(capsys)["attention"] == []


def test_exactly_the_share_asks_for_no_attention() -> None:
    tags = {each: {"holders": 3, "share": share} for each, share in (("a", 0.3), ("b", 0.300001))}
    assert [tag["tag_id"] for tag in asking_attention({"tags": tags}, 0.3)] == ["b"]


def test_what_moves_is_counted_in_whole_customers() -> None:
    """A tenth of 30 are three, though 0.1 times 30 is a little more in binary."""
    for after, most in ((33, 0.1), (27, 0.1), (30, 0.0)):
        assert moved_too_far({"t": {"holders": after}}, {"t": {"holders": 30}}, most) == []
    [moved] = moved_too_far({"t": {"holders": 34}}, {"t": {"holders": 30}}, 0.1)
    assert (moved["before"], moved["after"], moved["moved"]) == (30, 34, 0.133333)
    assert moved_too_far({"t": {"holders": 99}}, None, 0.1) == []
