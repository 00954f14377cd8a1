"""The chain of decisions is whole whatever is killed, and says where anything was changed."""

import base64
import json
import multiprocessing
import os
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

import service.__main__
from cypher import StoreSettings, open_store
from cypher.decision import ChainAfter, LastDecision
from cypher.decision.chain import FIRST, canonical, chained
from cypher.decision.deciding import Act, decide, tokens_of
from cypher.machine.machine_file import machine_file
from service.audit.chains import Chains, verify
from tests.banks import ServedBank
from tests.building import companies
from tests.neo4j.scratch import connect

WRITERS = 20
#: What of an entry is text.
COLUMNS = (
    *("decision_id", "author", "subject", "subject_kind", "other", "action", "begins", "body"),
    *("digest", "reason_hash", "hash", "previous_hash"),
)


def act(number: int, token: str) -> Act:
    return Act("group", f"G{number}", "in", f"理由{number}", "王经理", signed=False, other=token)


def written(bank: ServedBank, count: int = 5) -> None:
    bank.keep(customers=companies("A", "B"))
    with closing(open_store(StoreSettings())) as store:
        token = tokens_of(store, ["A"])["A"]
        for number in range(count):
            decide(store, partial(act, number, token))


def told(bank: ServedBank) -> Any:
    """What is verified, all of it on this machine."""
    found = bank.get("/audit/verify")
    assert found.pop("machine") == socket.gethostname()
    return found


def test_what_was_written_is_whole(bank: ServedBank, capsys: pytest.CaptureFixture[str]) -> None:
    bank.keep(customers=companies("A", "B"))
    whole = {"intact": True, "first_broken": None}
    assert told(bank) == {"entries": 0, **whole}
    written(bank)
    assert told(bank) == {"entries": 5, **whole}
    assert service.__main__.main(["audit", "verify"]) == 0
    assert "5 entries" in capsys.readouterr().out


def changed(bank: ServedBank, sql: str, cypher: str) -> None:
    """Change the store behind the service's back."""
    if bank.url.startswith("sqlite"):
        with (
            closing(sqlite3.connect(bank.url.removeprefix("sqlite:///"))) as connection,
            connection,
        ):
            assert connection.execute(sql).rowcount == 1
    else:
        with connect(bank.url) as session:
            assert session.run(cypher).consume().counters.contains_updates


def test_a_byte_that_is_changed_is_found_at_its_entry(
    bank: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    written(bank)
    for column in COLUMNS:
        before = told(bank)
        assert before["intact"]
        changed(
            bank,
            f"UPDATE decisions SET {column} = {column} || 'x' WHERE decision_no = 3",
            f"MATCH (d:Decision {{decision_no: 3}}) SET d.{column} = d.{column} + 'x'",
        )
        where = {"chain": "decisions", "entry_no": 3, "decision_no": 3}
        assert told(bank) == {"entries": 3, "intact": False, "first_broken": where}, column
        changed(
            bank,
            f"UPDATE decisions SET {column} = substr({column}, 1, length({column}) - 1)"
            " WHERE decision_no = 3",
            f"MATCH (d:Decision {{decision_no: 3}})"
            f" SET d.{column} = left(d.{column}, size(d.{column}) - 1)",
        )
    changed(
        bank,
        "UPDATE decisions SET at = at + 1 WHERE decision_no = 2",
        "MATCH (d:Decision {decision_no: 2}) SET d.at = d.at + duration({milliseconds: 1})",
    )
    assert service.__main__.main(["audit", "verify", "--json"]) == 2
    found = capsys.readouterr()
    assert json.loads(found.out)["first_broken"]["entry_no"] == 2
    assert "entry 2" in found.err


def test_an_entry_that_is_gone_and_a_reason_that_was_changed_are_found(bank: ServedBank) -> None:
    written(bank)
    changed(
        bank,
        "UPDATE decision_texts SET reason = '另一个' WHERE decision_no = 4",
        "MATCH (x:DecisionText {decision_no: 4}) SET x.reason = '另一个'",
    )
    assert told(bank)["first_broken"]["entry_no"] == 4
    changed(
        bank,
        "DELETE FROM decisions WHERE decision_no = 2",
        "MATCH (d:Decision {decision_no: 2}) DELETE d",
    )
    assert told(bank)["first_broken"]["entry_no"] == 2


def test_what_is_erased_beside_the_chain_leaves_it_whole(bank: ServedBank) -> None:
    written(bank)
    changed(
        bank,
        "DELETE FROM decision_texts WHERE decision_no = 4",
        "MATCH (x:DecisionText {decision_no: 4}) DELETE x",
    )
    changed(
        bank,
        "DELETE FROM customer_tokens WHERE customer_id = 'A'",
        "MATCH (k:CustomerToken {customer_id: 'A'}) DELETE k",
    )
    assert told(bank)["intact"]
    row = bank.get("/decisions")["items"][1]
    assert (row["decision_no"], row["reason"]) == (4, "")
    assert row["other"] != "A"


def test_the_export_is_what_was_hashed_and_its_heads_are_signed(
    bank: ServedBank,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written(bank)
    capsys.readouterr()
    assert service.__main__.main(["audit", "export"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    previous = FIRST
    for line in lines:
        stood = {name: line.pop(name) for name in ("chain", "previous_hash", "hash")}
        assert stood["previous_hash"] == previous
        previous = chained(previous, line)
        assert stood == {
            "chain": "decisions",
            "previous_hash": stood["previous_hash"],
            "hash": previous,
        }
        assert "A" not in json.dumps(line["other"])
    assert len(lines) == 5
    key = Ed25519PrivateKey.generate()
    path = tmp_path / "key.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    monkeypatch.setenv("GUANXI_AUDIT_KEY", str(path))
    assert service.__main__.main(["audit", "export", "--since", "2100-01-01"]) == 0
    [last] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    nothing = {"entry_no": 0, "hash": ""}
    assert last["heads"] == {"decisions": {"entry_no": 5, "hash": previous}, "reads": nothing}
    key.public_key().verify(base64.b64decode(last["signature"]), canonical(last["heads"]))
    path.write_text("no key", "utf-8")
    assert service.__main__.main(["audit", "export"]) == 2
    assert "openssl" in capsys.readouterr().err


def _decide_until_killed(url: str, number: int, token: str) -> None:
    os.environ["GUANXI_STORE"] = url
    with closing(open_store(StoreSettings())) as store:
        while True:
            decide(store, lambda: act(number, token))


def killed_while_deciding(url: str, token: str, decided: Callable[[], int]) -> None:
    """Writers that decide at the same time, each killed at some moment of it."""
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=_decide_until_killed, args=(url, number, token), daemon=True)
        for number in range(WRITERS)
    ]
    for start in range(0, WRITERS, 5):
        some = writers[start : start + 5]
        before = decided()
        for writer in some:
            writer.start()
        for writer in some:
            before += 1
            until = time.monotonic() + 20
            while decided() <= before and time.monotonic() < until:
                time.sleep(0.003)
            writer.kill()
        for writer in some:
            writer.join()


@pytest.mark.slow
def test_twenty_killed_writers_leave_the_chain_whole(bank: ServedBank) -> None:
    written(bank)
    settings = StoreSettings()
    with closing(open_store(settings)) as store, closing(machine_file(settings)) as machine:
        token = tokens_of(store, ["A"])["A"]
        chains = Chains(store, machine)

        def decided() -> int:
            return store.rows(LastDecision())[0].decision_no

        killed_while_deciding(bank.url, token, decided)
        found = verify(chains)
        assert found.broken is None
        assert found.entries == decided() > 5
        # Every decision has its reason: both are written or neither.
        entries = store.rows(ChainAfter(0, 100_000))
        assert all(entry.text for entry in entries)
        decide(store, lambda: act(99, token))
        assert verify(chains).entries == found.entries + 1
