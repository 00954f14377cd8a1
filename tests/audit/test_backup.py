"""A backup that was made as docs/operations.md says is, once restored, the bank that it was."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import service.__main__
from tests.access.scoped_world import MANAGER, PHONE, ask, keep_divided, told
from tests.answers.stores import named as named_store
from tests.banks import ServedBank
from tests.docs.pages import ROOT
from tests.neo4j.scratch import empty
from tests.viewers import add_user, command, named, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

AUDITOR = named("auditor", user="shenji")
COMPLIANCE = named("compliance", user="hegui")
#: What is asked once, of each customer and of each group.
ONCE = (
    *("/customers?limit=500", "/customers?sort=-exposure", "/customers.csv", "/groups?limit=500"),
    *("/exposures", "/large-exposures", "/identities", "/identities/suggestions", "/overrides"),
    *("/decisions?limit=500", "/leads", "/cases", "/communities", "/influencers", "/tags"),
    *("/runs", "/runs/1/changes/2?limit=500", "/paths?from=P1&to=C4", f"/customers?q={PHONE[-4:]}"),
)
OF_CUSTOMER = (
    *("", "/tags?include=evidence", "/neighbours?hops=2", "/dossier", "/exposures"),
    *("/money", "/ownership", "/neighbours.graphml", "/referrals", "/similar"),
)
OF_GROUP = ("", "/history", "/overrides", ".graphml", "/why?customer_id=C1")


class Answer(NamedTuple):
    """What can be told apart of an answer."""

    status: int
    etag: str | None
    body: bytes


def answers(bank: ServedBank) -> dict[str, Answer]:
    """The answers to many questions of one who sees all, and to some of a manager."""

    def answered(viewer: dict[str, str], path: str) -> Answer:
        found = ask(bank, path, viewer)
        # A problem document names its request.
        body = b"" if found.status_code >= 400 else found.get_data()
        return Answer(found.status_code, found.headers.get("ETag"), body)

    said = {f"auditor {path}": answered(AUDITOR, path) for path in (*ONCE, *paths(bank))}
    for path in ("/customers", "/customers/C1", "/groups", "/decisions", "/inbox", "/exposures"):
        said[f"manager {path}"] = answered(MANAGER, path)
    return said


def paths(bank: ServedBank) -> Iterator[str]:
    """What is asked of a few customers and groups."""
    for customer_id in ("C1", "P1", "P4", "C4", "Z2", "PZ"):
        yield from (f"/customers/{customer_id}{rest}" for rest in OF_CUSTOMER)
    for row in told(bank, "/groups?limit=5", AUDITOR)["items"]:
        yield from (f"/groups/{row['group_id']}{rest}" for rest in OF_GROUP)


def decide(bank: ServedBank) -> None:
    """Propose, approve, reveal and keep a case: each is in the chain, or beside it."""
    body = {"customer_id": "C4", "decision": "in", "reason": "同一老板", "author": "u"}
    made = ask(bank, "/groups/G1/overrides", MANAGER, json=body).get_json()
    signed = {"action": "approve", "reason": "已核实"}
    approver = named("risk_officer", user="fengkong")
    path = f"/decisions/{made['decision_no']}/decisions"
    assert ask(bank, path, approver, json=signed).status_code == 201
    reveal = {"fields": ["phone"], "reason": "客户要求更新电话"}
    told(bank, "/customers/PZ/reveal", COMPLIANCE, json=reveal)
    case = {"title": "逾期", "defaulted": ["C1"]}
    assert ask(bank, "/cases", approver, json=case).status_code == 201


def entries(bank: ServedBank) -> list[Any]:
    """What both chains tell, the last entry first."""
    found = told(bank, "/audit?limit=500", AUDITOR)
    assert found["next"] is not None or len(found["items"]) < 500
    items: list[Any] = found["items"]
    return items


def verified(status: int = 0) -> None:
    """`guanxi audit verify` ends so, of the store and the file that the environment names."""
    assert service.__main__.main(["audit", "verify"]) == status


def reads_backed_up(machine: Path, backup: Path) -> None:
    """Copy the file of reads while it is in use, and do to the copy what the document says."""
    document = (ROOT / "docs" / "operations.md").read_text("utf-8")
    [done] = re.findall(r'(?m)^sqlite3 reads-backup\.db "(.+)"', document)
    with closing(sqlite3.connect(machine)) as source, closing(sqlite3.connect(backup)) as target:
        source.backup(target)
        with target:
            target.execute(done)


def lost(url: str, machine: Path) -> None:
    """The disk is gone: nothing is left of the store, nor of the machine's file."""
    if url.startswith("sqlite"):
        gone = [Path(url.removeprefix("sqlite:///")), machine]
        for path in (file for each in gone for file in each.parent.glob(f"{each.name}*")):
            path.unlink()
    else:
        empty(url)
        for path in machine.parent.glob(f"{machine.name}*"):
            path.unlink()


def restored(backup: Path, url: str) -> None:
    """The copy takes the place of the store: moved there, or copied to the server."""
    if url.startswith("sqlite"):
        shutil.move(backup, url.removeprefix("sqlite:///"))
    else:
        command("copy", f"sqlite:///{backup}", url)


def test_a_restored_backup_is_the_bank_that_it_was(
    bank: ServedBank,
    accounts: None,
    behind_proxy: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Without a setting ids that stand for phones and accounts are made with a key of the store.
    monkeypatch.delenv("GUANXI_KEY")
    url, machine = bank.url, tmp_path / "machine.db"
    backup, reads = tmp_path / "backup.db", tmp_path / "reads-backup.db"
    keep_divided(bank)
    add_user("li", "auditor")
    add_user("wang", "auditor")
    capsys.readouterr()
    command("key", "add", "li")
    key = {"Authorization": f"Bearer {capsys.readouterr().out.strip()}"}
    decide(bank)
    before = answers(bank)
    assert sum(answer.status == 200 for answer in before.values()) > 75
    read = entries(bank)
    assert {each["chain"] for each in read} == {"reads", "decisions"}
    bank.close()

    monkeypatch.setenv("GUANXI_AUTH", "local")
    with closing(ServedBank(url, monkeypatch)) as served:
        browser = served.client
        assert sign_in(browser, "li").status_code == 303
        assert browser.get("/api/v1/tags").status_code == 200
        assert browser.get("/api/v1/customers/C1", headers=key).status_code == 200
        session = browser.get_cookie("guanxi_session")
        assert session is not None
        # It serves meanwhile.
        command("copy", url, f"sqlite:///{backup}")
        with named_store(f"sqlite:///{backup}"):
            verified()
        reads_backed_up(machine, reads)
        assert browser.get("/api/v1/tags").status_code == 200
    lost(url, machine)
    restored(backup, url)
    shutil.move(reads, machine)

    verified()
    with closing(ServedBank(url, monkeypatch)) as served:
        browser = served.client
        browser.set_cookie("guanxi_session", session.value)
        assert browser.get("/api/v1/tags").status_code == 401
        assert browser.get("/api/v1/tags", headers=key).status_code == 200
        assert sign_in(browser, "wang").status_code == 303
        assert browser.get("/api/v1/tags").status_code == 200
    monkeypatch.setenv("GUANXI_AUTH", "proxy")
    with closing(ServedBank(url, monkeypatch)) as served:
        assert told(served, "/audit/verify", AUDITOR)["intact"]
        written = entries(served)
        assert written[-len(read) :] == read
        after = answers(served)
        assert [path for path in before if after.get(path) != before[path]] == []
        assert after.keys() == before.keys()
        # Both chains go on where they ended.
        reveal = {"fields": ["phone"], "reason": "r"}
        told(served, "/customers/PZ/reveal", COMPLIANCE, json=reveal)
        found = told(served, "/audit/verify", AUDITOR)
        assert (found["intact"], found["entries"] > len(written)) == (True, True)
    verified()
    # The key of the store went along: no id that stands for a phone or an account has changed.
    assert b"masked" in before["auditor /customers/P1/neighbours?hops=2"].body


def test_a_backup_to_which_something_was_done_does_not_verify(
    sqlite_bank: ServedBank, behind_proxy: None, tmp_path: Path
) -> None:
    keep_divided(sqlite_bank)
    decide(sqlite_bank)
    entries(sqlite_bank)
    backup = tmp_path / "backup.db"
    command("copy", sqlite_bank.url, f"sqlite:///{backup}")
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE decisions SET author = 'x' WHERE decision_no = 2")
    with named_store(f"sqlite:///{backup}"):
        verified(2)
