"""A bad run is withdrawn: what was said before counts again, and nothing is erased."""

import json
from typing import Any

import pytest

import service.__main__
from cypher.engine.neo4j import Neo4jStore
from cypher.engine.sqlite import SqliteStore
from cypher.publish import PublishDecided
from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of
from tests.run.test_publishing_on_neo4j import differences

CUSTOMERS = companies(*"abcdefgh")
GOOD: dict[str, Any] = {
    "guarantees": guarantees_of("a>b", "b>c", "c>a", "d>e"),
    "ownerships": holdings_of("f>g .6", "f>h .6"),
}
BAD: dict[str, Any] = {
    "guarantees": guarantees_of("a>b", "b>d", "d>a"),
    "ownerships": holdings_of("f>g .6", "a>h .6", "a>b .7"),
}
TAGS = ("--tags", "guarantee_circle,control_group_member")
WITHDRAWN = ["runs", "--withdraw", "--reason", "柜面系统漏传一个文件"]

#: What undoes each event of a group.
UNDONE = {
    "formed": "ended",
    "joined": "left",
    "split_into": "merged_from",
    "split_from": "merged_into",
}
UNDONE |= {undoing: event for event, undoing in UNDONE.items()}


@pytest.fixture
def withdrawable(bank: ServedBank) -> ServedBank:
    """A bank with a good run and a bad one."""
    for records, day in ((GOOD, "2025-12-30"), (BAD, "2025-12-31")):
        bank.keep_only(customers=CUSTOMERS, **records)
        bank.derive(*TAGS, "--as-of", day)
    return bank


def said(bank: ServedBank) -> dict[str, Any]:
    """What is said of everybody now, but for the number of the run that says it."""
    tags = {id_: bank.get(f"/customers/{id_}/tags", include="evidence") for id_ in "abcdefgh"}
    holdings = {id_: answer["tags"] for id_, answer in tags.items()}
    for holding in (each for held in holdings.values() for each in held):
        del holding["since_run"], holding["run_id"]
    groups = {
        group["group_id"]: bank.get(f"/groups/{group['group_id']}")["members"]
        for group in bank.items("/groups")
    }
    return {"holdings": holdings, "groups": groups}


def _but_for_sources(said: dict[str, Any]) -> dict[str, Any]:
    """What is said, but for the loads that the evidence came with."""
    told: dict[str, Any] = json.loads(
        json.dumps(said), object_hook=lambda each: {**each, "source": None}
    )
    return told


def test_what_the_run_before_said_counts_again(bank: ServedBank) -> None:
    bank.keep_only(customers=CUSTOMERS, **GOOD)
    bank.derive(*TAGS, "--as-of", "2025-12-30")
    good = said(bank)
    bank.keep_only(customers=CUSTOMERS, **BAD)
    bank.derive(*TAGS, "--as-of", "2025-12-31")
    bad = said(bank)
    assert bad != good
    assert service.__main__.main(WITHDRAWN) == 0
    assert said(bank) == good
    last, withdrawn, first = bank.get("/runs")["items"]
    assert [run["run_id"] for run in (last, withdrawn, first)] == [3, 2, 1]
    assert (last["as_of"], last["fingerprint"]) == (first["as_of"], first["fingerprint"])
    assert last["report"]["withdrew"] == {"run_id": 2, "says_again": 1, "reason": WITHDRAWN[-1]}
    assert bank.get("/runs/1/changes/3")["items"] == []
    assert bank.get("/runs/1/changes/2")["items"] != []
    if bank.url.startswith("bolt"):
        assert differences(bank.url) == []
    # A derivation from the mended files says the same, of what the load of those brought back.
    bank.keep_only(customers=CUSTOMERS, **GOOD)
    bank.derive(*TAGS, "--as-of", "2025-12-30")
    mended = said(bank)
    assert mended != good
    assert _but_for_sources(mended) == _but_for_sources(good)
    # Withdrawn twice, what was withdrawn first is there again.
    for expected in (good, mended):
        assert service.__main__.main(WITHDRAWN) == 0
        assert said(bank) == expected


def test_groups_tell_what_the_withdrawal_did(withdrawable: ServedBank) -> None:
    ids = [group["group_id"] for group in withdrawable.items("/groups")]
    assert service.__main__.main(WITHDRAWN) == 0
    ids += [group["group_id"] for group in withdrawable.items("/groups")]
    seen = 0
    for group_id in dict.fromkeys(ids):
        events: dict[int, set[str]] = {2: set(), 3: set()}
        for item in withdrawable.get(f"/groups/{group_id}/history")["items"]:
            if item["run_id"] in events:
                events[item["run_id"]].add(item["event"])
        assert events[3] == {UNDONE[event] for event in events[2]}
        seen += len(events[3])
    assert seen > 2


def test_a_withdrawal_that_is_killed_leaves_nothing(
    withdrawable: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(withdrawable)
    engine = Neo4jStore if withdrawable.url.startswith("bolt") else SqliteStore
    run = engine.run

    def broken(self: Any, command: Any) -> None:
        if isinstance(command, PublishDecided):
            raise OSError("the power is gone")
        run(self, command)

    with monkeypatch.context() as patch:
        patch.setattr(engine, "run", broken)
        assert service.__main__.main(WITHDRAWN) == 2
    assert said(withdrawable) == before
    assert service.__main__.main(WITHDRAWN) == 0
    assert [run["run_id"] for run in withdrawable.get("/runs")["items"]] == [3, 2, 1]
    assert said(withdrawable) != before


def test_the_runs_are_listed(withdrawable: ServedBank, capsys: pytest.CaptureFixture[str]) -> None:
    assert service.__main__.main(WITHDRAWN) == 0
    capsys.readouterr()
    assert service.__main__.main(["runs"]) == 0
    last, withdrawn, first = capsys.readouterr().out.splitlines()
    assert last.startswith("run 3 as of 2025-12-30, published 2")
    assert last.endswith(f"withdrew run 2, says again what run 1 said: {WITHDRAWN[-1]}")
    assert withdrawn.startswith("run 2 as of 2025-12-31")
    assert "8 customers" in first
    assert service.__main__.main(["runs", "--json", "--limit", "1"]) == 0
    [run] = json.loads(capsys.readouterr().out)["runs"]
    assert (run["run_id"], run["withdrew"]["run_id"]) == (3, 2)


def test_what_cannot_be_withdrawn_is_told(
    sqlite_bank: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    assert service.__main__.main(["runs"]) == 0
    assert "there is no run yet" in capsys.readouterr().out
    assert service.__main__.main(["runs", "--withdraw"]) == 2
    assert "give --reason" in capsys.readouterr().err
    sqlite_bank.keep(customers=CUSTOMERS)
    sqlite_bank.derive(*TAGS)
    assert service.__main__.main(WITHDRAWN) == 2
    assert "nothing to go back to" in capsys.readouterr().err.splitlines()[-1]
