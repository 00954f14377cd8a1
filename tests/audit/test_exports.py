"""What a command exports is an entry of the chain of reads, while the service writes its own."""

import json
import os
import pwd
import threading
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import service.__main__
from cypher import StoreSettings, open_store
from cypher.machine.machine_file import machine_file
from cypher.machine.reads import ReadsAfter
from service.audit.chains import Chains, verify
from tests.api.decisions.asked import AUDITOR, RISK, ask
from tests.banks import ServedBank
from tests.building import companies, people

pytestmark = pytest.mark.usefixtures("behind_proxy")

OPERATOR = pwd.getpwuid(os.getuid()).pw_name


def run(*arguments: object, status: int = 0) -> None:
    assert service.__main__.main([*map(str, arguments)]) == status


def exports(bank: ServedBank, **query: Any) -> list[dict[str, Any]]:
    """The entries of the machine's user, the first one first."""
    found = ask(bank, AUDITOR, "/audit", limit="500", user=OPERATOR, **query)["items"]
    return list(reversed(found))


def matched(folder: Path, *options: str, status: int = 1) -> Path:
    """Match a table of two who are known and one who is not."""
    table, out = folder / "王小明.csv", folder / "out.csv"
    table.write_text("客户号,姓名\nP1,P1\nC1,C1\nX,nobody\n", "utf-8")
    run("match", table, "--out", out, *options, status=status)
    return out


def said(url: str) -> list[Mapping[str, Any]]:
    """What is hashed in the chain of reads of the machine."""
    with closing(machine_file(StoreSettings(store=url))) as machine:
        return [json.loads(row.said) for row in machine.rows(ReadsAfter(0, 1_000))]


def test_a_table_that_was_matched_is_an_entry_with_those_it_names(
    bank: ServedBank, tmp_path: Path
) -> None:
    bank.keep(customers=[*people("P1", "P2"), *companies("C1")])
    matched(tmp_path, "--tags", "household")
    [entry] = exports(bank)
    assert (entry["user"], entry["signed"], entry["action"]) == (OPERATOR, True, "export")
    assert entry["path"] == "guanxi match --tags household"
    assert (entry["customers"], sorted(entry["customer_ids"])) == (2, ["C1", "P1"])
    assert entry["fields"] == ["customer_id", "name"]
    assert (entry["roles"], entry["purpose"]) == ([], None)
    assert exports(bank, customer_id="P1") == [entry]
    assert exports(bank, customer_id="P2") == []
    # What is hashed names nobody: neither an id nor the table.
    assert [word for word in ("P1", "C1", "王小明") if word in repr(said(bank.url))] == []


def test_a_copy_of_everybody_is_an_entry_about_each(bank: ServedBank, tmp_path: Path) -> None:
    bank.keep(customers=[*people("P1", "P2"), *companies("C1")])
    target = f"sqlite:///{tmp_path / 'copy.db'}"
    run("copy", bank.url, target)
    for [entry] in (exports(bank), exports(bank, customer_id="P2")):
        assert (entry["action"], entry["customers"], entry["customer_ids"]) == (
            *("export", 3),
            ["all"],
        )
        assert entry["path"].startswith("guanxi copy ")
        assert entry["path"].endswith(target)
        assert "neo4j:" not in entry["path"]
    account = ask(bank, AUDITOR, "/customers/P2/account-of-data")
    assert [each["user"] for each in account["reads"]] == [OPERATOR]
    # A copy that is refused lets nothing out.
    run("copy", bank.url, target, status=2)
    assert len(exports(bank)) == 1
    assert ask(bank, AUDITOR, "/audit/verify")["intact"] is True


def test_what_cannot_be_written_down_is_not_exported(
    sqlite_bank: ServedBank,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sqlite_bank.keep(customers=[*people("P1"), *companies("C1")])
    monkeypatch.setenv("GUANXI_READS", str(tmp_path / "nowhere" / "machine.db"))
    monkeypatch.setenv("GUANXI_AUTH", "none")
    target = tmp_path / "copy.db"
    for command in (
        lambda: matched(tmp_path, status=2),
        lambda: run("copy", sqlite_bank.url, f"sqlite:///{target}", status=2),
    ):
        capsys.readouterr()
        command()
        [line] = capsys.readouterr().err.splitlines()
        assert "GUANXI_READS" in line
    assert not (tmp_path / "out.csv").exists()
    assert not target.exists()


def test_the_chain_is_whole_where_a_service_and_commands_write_at_once(
    bank: ServedBank, tmp_path: Path
) -> None:
    bank.keep(customers=[*people("P1"), *companies("C1")])
    ask(bank, RISK, "/customers/P1")
    told, ended = 1, threading.Event()
    client = bank.client

    def serve() -> None:
        nonlocal told
        while not ended.is_set():
            assert client.get("/api/v1/customers/P1", headers=dict(RISK)).status_code == 200
            told += 1

    serving = threading.Thread(target=serve)
    serving.start()
    try:
        for number in range(3):
            matched(tmp_path)
            run("copy", bank.url, f"sqlite:///{tmp_path / f'copy{number}.db'}")
            run("audit", "verify")
    finally:
        ended.set()
        serving.join()
    bank.client.application.extensions["guanxi.reads"].close()
    settings = StoreSettings()
    with closing(open_store(settings)) as store, closing(machine_file(settings)) as machine:
        found = verify(Chains(store, machine))
    assert (found.broken, found.entries) == (None, told + 6)
    assert [each["path"].split()[1] for each in exports(bank)] == ["match", "copy"] * 3
