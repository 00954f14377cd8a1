"""What stands for "now" in the graph follows the current run, whatever broke off on the way."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import cypher.engine.neo4j
from cypher.engine.neo4j import Neo4jStore
from cypher.publish import PublishRun, TagRun
from cypher.query import Command
from cypher.vocabulary import GROUP_KINDS
from tests.banks import ServedBank, write_files
from tests.building import companies, guarantees_of, holdings_of
from tests.neo4j.scratch import connect, empty

CUSTOMERS = companies(*"abcdefgh")
FIRST: dict[str, Any] = {
    "guarantees": guarantees_of("a>b", "b>c", "c>a", "d>e"),
    "ownerships": holdings_of("f>g .6", "f>h .6"),
}
SECOND: dict[str, Any] = {
    "guarantees": guarantees_of("a>b", "b>d", "d>a", "d>e"),
    "ownerships": holdings_of("f>g .6", "a>h .6", "a>b .7"),
}
#: Enough tags for groups that come, go and split, and few enough to derive them many times.
RUN = ("--as-of", "2025-12-31", "--tags", "guarantee_circle,guarantee_chain,control_group_member")
TITLES = {kind: GROUP_KINDS.title(kind).zh for kind in GROUP_KINDS}
#: What the current run holds, and what stands for it in the graph.
HELD = "MATCH (c:Customer)-[h:HELD]->(t:Tag) WHERE h.until_run IS NULL"
NOW = {
    "holdings": (
        f"{HELD} RETURN c.customer_id, t.tag_id, h.subject, h.grade, h.digest, h.since_run",
        "MATCH (c:Customer)-[h:TAGGED]->(t:Tag)"
        " RETURN c.customer_id, t.tag_id, h.subject, h.grade, h.digest, h.since_run",
    ),
    "groups": (
        "MATCH (g:DerivedGroup) WHERE g.until_run IS NULL"
        " MATCH (c:Customer {customer_id: g.head_id})"
        " RETURN g.group_id, g.kind, g.head_id, g.size, $titles[g.kind] + '·' + c.name",
        "MATCH (g:Derived:Group) RETURN g.group_id, g.kind, g.head_id, g.size, g.name",
    ),
    "members": (
        f"{HELD} AND h.group_id IS NOT NULL RETURN c.customer_id, h.group_id, h.role",
        "MATCH (c:Customer)-[m:MEMBER_OF]->(g:Group) WHERE m.load_no IS NULL"
        " RETURN c.customer_id, g.group_id, m.role",
    ),
}


class Broken(Exception):
    """The process is gone."""


@pytest.fixture
def bank(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServedBank]:
    """An empty bank on Neo4j, whose commands change very little in one transaction."""
    empty(neo4j_url)
    monkeypatch.setattr(cypher.engine.neo4j, "WINDOW_CHANGED", 3)
    monkeypatch.setattr(Neo4jStore, "batch_rows", 4)
    with closing(ServedBank(neo4j_url, monkeypatch)) as bank:
        yield bank


def broken_off(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch, kind: type[Command], transactions: int
) -> bool:
    """Derive, and break off after so many transactions of a command; whether it came to that."""
    run, write = Neo4jStore.run, Neo4jStore._write
    left = transactions

    def breaking(self: Neo4jStore, *asked: Any) -> Any:
        nonlocal left
        if not left:
            raise Broken
        left -= 1
        return write(self, *asked)

    def run_broken(self: Neo4jStore, command: Command) -> None:
        if isinstance(command, kind):
            with pytest.MonkeyPatch.context() as inner:
                inner.setattr(Neo4jStore, "_write", breaking)
                run(self, command)
        else:
            run(self, command)

    with monkeypatch.context() as patch:
        patch.setattr(Neo4jStore, "run", run_broken)
        try:
            bank.derive(*RUN)
        except Broken:
            return True
    return False


def differences(url: str) -> list[str]:
    """What does not stand in the graph as the current run has it."""
    with connect(url) as session:
        return [
            name
            for name, texts in NOW.items()
            if len(
                {str(sorted(session.run(text, titles=TITLES).values(), key=str)) for text in texts}
            )
            > 1
        ]


def test_what_stands_for_now_follows_the_run(bank: ServedBank) -> None:
    for records in (FIRST, SECOND, FIRST):
        bank.keep_only(customers=CUSTOMERS, **records)
        bank.derive(*RUN)
        assert differences(bank.url) == []


def test_the_name_of_a_derived_group_follows_its_head(bank: ServedBank) -> None:
    bank.keep_only(customers=CUSTOMERS, **FIRST)
    bank.derive(*RUN)
    names = "MATCH (g:Derived {head_id: 'f'}) RETURN g.name"
    renamed = [row | {"name": "己公司"} if row["customer_id"] == "f" else row for row in CUSTOMERS]
    with connect(bank.url) as session:
        assert session.run(names).value() == ["控制关系集团·f"]
        bank.keep_only(customers=renamed, **FIRST)
        bank.derive(*RUN)
        assert session.run(names).value() == ["控制关系集团·己公司"]


def test_the_groups_that_the_bank_declares_are_not_marked_as_derived(bank: ServedBank) -> None:
    declared = [{"group_id": "G1", "name": "甲集团"}]
    members = [{"group_id": "G1", "customer_id": "f"}]
    bank.keep_only(customers=CUSTOMERS, groups=declared, group_members=members, **FIRST)
    bank.derive(*RUN)
    with connect(bank.url) as session:
        loaded = session.run("MATCH (g:Group) WHERE NOT g:Derived RETURN g.group_id, g.name")
        assert loaded.values() == [["G1", "甲集团"]]


@pytest.mark.slow
def test_a_switch_that_is_killed_is_finished_by_the_next_command(
    bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transactions, records = 0, (FIRST, SECOND)
    while True:
        bank.keep_only(customers=CUSTOMERS, **records[transactions % 2])
        if not broken_off(bank, monkeypatch, TagRun, transactions):
            break
        # The run is the current one all the same, and served.
        assert len(bank.get("/runs")["items"]) == transactions + 1
        bank.load(write_files(tmp_path / str(transactions), customers=CUSTOMERS[:1]))
        assert differences(bank.url) == [], transactions
        transactions += 1
    # Eight statements, seven of them window by window.
    assert transactions > 13


@pytest.mark.slow
def test_a_run_that_is_killed_before_its_switch_is_taken_back_in_small_transactions(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank.keep_only(customers=CUSTOMERS, **FIRST)
    bank.derive(*RUN)
    before = [bank.get(f"/customers/{each}/tags") for each in "abcdefgh"]
    bank.keep_only(customers=CUSTOMERS, **SECOND)
    assert broken_off(bank, monkeypatch, PublishRun, 0)
    assert [bank.get(f"/customers/{each}/tags") for each in "abcdefgh"] == before
    changed: list[int] = []
    write = Neo4jStore._write

    def counting(self: Neo4jStore, text: str, parameters: dict[str, Any], name: str) -> Any:
        answered = write(self, text, parameters, name)
        if "at_once" in parameters:
            counters = answered.summary.counters
            changed.append(counters.relationships_deleted + counters.properties_set)
        return answered

    monkeypatch.setattr(Neo4jStore, "_write", counting)
    bank.derive(*RUN)
    assert max(changed) == 4
    assert sum(changed) > 8
    assert differences(bank.url) == []
