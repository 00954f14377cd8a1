"""Who saw what of whom: each answer that names customers is an entry of the machine's chain."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.access.scoped_world import (
    BRANCH_MARKETER,
    IN_MANAGER,
    MANAGER,
    PHONE,
    ask,
    keep_divided,
    told,
)
from tests.banks import ServedBank
from tests.contract.every_answer import asked
from tests.viewers import named

pytestmark = pytest.mark.usefixtures("behind_proxy")

AUDITOR = named("auditor", user="shenji")
COMPLIANCE = named("compliance", user="hegui")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Where the machine of `behind_proxy` notes."""
    return tmp_path / "machine.db"


def entries(bank: ServedBank, **query: str) -> list[dict[str, Any]]:
    """The entries of reads, the first one first."""
    found = told(bank, "/audit", AUDITOR, query_string={"limit": "500", **query})["items"]
    return [each for each in reversed(found) if each["chain"] == "reads"]


def test_a_read_a_list_a_search_and_an_export_are_entries(bank: ServedBank) -> None:
    keep_divided(bank)
    told(bank, "/customers/C1/tags", MANAGER)
    told(bank, "/customers?branch=内一支行", MANAGER)
    told(bank, f"/customers?q={PHONE[-4:]}", COMPLIANCE)
    assert ask(bank, "/customers.csv?kind=company", COMPLIANCE).status_code == 200
    assert ask(bank, "/customers/C1/neighbours.graphml", COMPLIANCE).status_code == 200
    read, listed, searched, table, graph = entries(bank)
    assert {name: read[name] for name in ("action", "path", "user", "purpose", "roles")} == {
        "action": "read",
        "path": "/customers/C1/tags",
        "user": "u",
        "purpose": "service",
        "roles": ["relationship_manager"],
    }
    assert "C1" in read["customer_ids"]
    assert (listed["action"], {*listed["customer_ids"]}) == ("list", {"P1", "C1", "C4"})
    assert (searched["action"], searched["fields"]) == ("search", ["phone"])
    assert (searched["customer_ids"], searched["user"]) == (["PZ"], "hegui")
    assert (table["action"], table["path"]) == ("export", "/customers.csv")
    assert table["customers"] == len(table["customer_ids"]) > 5
    assert (graph["action"], graph["path"]) == ("export", "/customers/C1/neighbours.graphml")
    assert "C1" in graph["customer_ids"]
    verified = told(bank, "/audit/verify", AUDITOR)
    assert (verified["entries"], verified["intact"]) == (6, True)


def test_nobody_is_named_where_nobody_was_told_of(bank: ServedBank) -> None:
    """No entry for a refusal, a customer out of scope, a catalogue; one for a search in vain."""
    keep_divided(bank)
    assert ask(bank, "/customers/Z2", MANAGER).status_code == 404
    assert ask(bank, "/customers/C1", BRANCH_MARKETER).status_code == 403
    assert ask(bank, "/tags", MANAGER).status_code == 200
    told(bank, "/customers?q=138000099", MANAGER)
    [searched] = entries(bank)
    assert (searched["action"], searched["customer_ids"]) == ("search", [])


def test_what_an_auditor_asks_is_written_down_too(bank: ServedBank) -> None:
    keep_divided(bank)
    told(bank, "/customers/C1", MANAGER)
    assert [each["user"] for each in entries(bank)] == ["u"]
    assert [each["path"] for each in entries(bank)] == ["/customers/C1", "/audit"]
    assert entries(bank)[-1]["user"] == "shenji"


def test_the_list_is_narrowed_and_paged_over_both_chains(bank: ServedBank) -> None:
    keep_divided(bank)
    for path in ("/customers/C1", "/customers/C4", "/customers/P4"):
        ask(bank, path, MANAGER)
    told(bank, "/customers/P1", COMPLIANCE)
    body = {"fields": ["phone"], "reason": "客户要求更新电话"}
    told(bank, "/customers/C1/reveal", MANAGER, json=body)
    every = told(bank, "/audit", AUDITOR, query_string={"limit": "500", "user": "u"})["items"]
    assert [(each["chain"], each["action"]) for each in every][:2] == [
        ("decisions", "reveal"),
        ("reads", "read"),
    ]
    assert every[0]["reason"] == "客户要求更新电话"
    assert every[0]["customer_ids"] == ["C1"]
    pages: list[dict[str, Any]] = []
    cursor: Mapping[str, str] = {}
    for _ in range(len(every)):
        page = told(bank, "/audit", AUDITOR, query_string={"limit": "1", "user": "u", **cursor})
        pages += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert pages == every
    # P4 is another number of P1: whoever asks of one finds what named either.
    assert {each["user"] for each in entries(bank, customer_id="P4")} >= {"hegui"}
    day = every[0]["at"][:10]
    assert entries(bank, **{"from": "2100-01-01"}) == []
    assert entries(bank, to=day) == []
    assert entries(bank, **{"from": "2000-01-01", "to": "2100-01-01"})
    assert ask(bank, "/audit?from=soon", AUDITOR).status_code == 422
    assert ask(bank, "/audit", COMPLIANCE).status_code == 403


def test_every_customer_that_an_answer_names_is_in_its_entry(sqlite_bank: ServedBank) -> None:
    """Sought in the answer's text: an id in quotes. Names begin with ids, and are longer."""
    keep_divided(sqlite_bank)
    client = sqlite_bank.client
    client.environ_base.update(
        {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in AUDITOR.items()}
    )
    ids = [
        each["customer_id"] for each in told(sqlite_bank, "/customers?limit=500", AUDITOR)["items"]
    ]
    log, seen, answers = Recorded(), 0, 0
    client.application.extensions["guanxi.reads"].note = log.note
    for question, answer in asked(client):
        noted, log.reads = log.reads, []
        if answer.status_code != 200:
            continue
        text = answer.get_data(as_text=True)
        named_there = {one for one in ids if f'"{one}"' in text}
        written = {*noted[-1].customer_ids} if noted else set()
        assert named_there <= written, question
        seen += len(named_there)
        answers += 1
    assert answers > 500
    assert seen > 1_000


class Recorded:
    """What would be noted."""

    def __init__(self) -> None:
        self.reads: list[Any] = []

    def note(self, read: Any) -> None:
        """Keep a read."""
        self.reads.append(read)


def test_the_chain_names_nobody_and_no_words(bank: ServedBank, machine: Path) -> None:
    keep_divided(bank)
    told(bank, "/customers/P1/tags/opinion_leader", AUDITOR)
    told(bank, "/customers?q=欧阳", COMPLIANCE)
    ask(bank, "/groups.xlsx?customer_id=C1", COMPLIANCE)
    entries(bank)
    with closing(sqlite3.connect(machine)) as connection:
        said = [text for (text,) in connection.execute("SELECT said FROM reads")]
        assert connection.execute("SELECT count(*) FROM noted_reads").fetchone() == (0,)
    assert len(said) >= 3
    texts = "".join(said)
    assert "欧阳" not in texts
    assert '"P1"' not in texts
    assert "/customers/{customer_id}/tags/opinion_leader" in texts


#: What somebody with the file may change, and where that is found.
CHANGES = {
    "UPDATE reads SET said = replace(said, '\"read\"', '\"list\"') WHERE entry_no = 2": 2,
    "UPDATE reads SET said = replace(said, '\"u\"', '\"x\"') WHERE entry_no = 3": 3,
    "UPDATE reads SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE entry_no = 1": 1,
    "UPDATE reads SET hash = (SELECT hash FROM reads WHERE entry_no = 1) WHERE entry_no = 3": 3,
    "DELETE FROM reads WHERE entry_no = 2": 2,
    "UPDATE reads SET entry_no = entry_no + 10": 1,
    "UPDATE reads SET said = '' WHERE entry_no = 3": 3,
    "UPDATE reads SET said = 'not json' WHERE entry_no = 2": 2,
    "INSERT INTO read_cuts VALUES (2, (SELECT hash FROM reads WHERE entry_no = 1), 1, '')": 3,
}


@pytest.mark.parametrize("sql", CHANGES)
def test_a_change_is_found_where_it_was_made(
    sqlite_bank: ServedBank, machine: Path, sql: str
) -> None:
    keep_divided(sqlite_bank)
    for each in ("C1", "C4", "P1"):
        told(sqlite_bank, f"/customers/{each}", MANAGER)
    assert told(sqlite_bank, "/audit/verify", AUDITOR)["intact"]
    entries(sqlite_bank)
    with closing(sqlite3.connect(machine)) as connection, connection:
        for index in ("reads_at", "reads_user"):
            connection.execute(f"DROP INDEX {index}")
        assert connection.execute(sql).rowcount
    found = told(sqlite_bank, "/audit/verify", AUDITOR)
    assert found["first_broken"] == {
        "chain": "reads",
        "entry_no": CHANGES[sql],
        "decision_no": None,
    }
    # What is served goes on.
    assert told(sqlite_bank, "/customers/C1", MANAGER)["customer_id"] == "C1"


def test_a_file_says_who_exported_it(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    keep_divided(sqlite_bank)
    path = tmp_path / "customers.xlsx"
    path.write_bytes(ask(sqlite_bank, "/customers.xlsx", COMPLIANCE).get_data())
    with closing(load_workbook(path)) as book:
        about = {row[0]: row[1] for row in book.worksheets[-1].iter_rows(values_only=True)}
    assert "hegui" in about.values()


def test_while_reads_cannot_be_written_the_service_tells_how_it_is(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_divided(sqlite_bank)
    told(sqlite_bank, "/customers/C1", MANAGER)
    monkeypatch.setattr("service.audit.reads.MOST_WAITING", 0)
    refused = ask(sqlite_bank, "/customers/C1", MANAGER)
    assert refused.status_code == 503
    assert "GUANXI_READS" in refused.get_json()["detail"]
    for path in ("/health/live", "/health/ready"):
        assert sqlite_bank.client.get(path).status_code == 200, path
    administrator = named("administrator", user="guanli")
    assert sqlite_bank.client.get("/metrics", headers=administrator).status_code == 200


@pytest.fixture
def nobody_signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_AUTH", "none")


def test_where_nobody_signs_in_exports_alone_are_written(
    bank: ServedBank, nobody_signs_in: None, machine: Path
) -> None:
    keep_divided(bank)
    bank.get("/customers/C1")
    assert not machine.exists()
    assert bank.client.get("/api/v1/exposures.csv").status_code == 200
    found = bank.get("/audit")["items"]
    assert [(each["action"], each["user"], each["signed"]) for each in found] == [
        ("export", "local", False)
    ]
    assert IN_MANAGER not in json.dumps(found)


def test_an_export_that_cannot_be_written_down_is_none(
    sqlite_bank: ServedBank, nobody_signs_in: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GUANXI_READS", str(tmp_path / "nowhere" / "reads.db"))
    keep_divided(sqlite_bank)
    answer = sqlite_bank.client.get("/api/v1/exposures.csv")
    assert answer.status_code == 503
    assert answer.mimetype == "application/problem+json"
    assert sqlite_bank.get("/exposures")["items"]
