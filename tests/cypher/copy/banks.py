"""The store that the tests copy, the copying of it, and what a store holds, row by row."""

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import service.__main__
from cypher import StoreSettings, open_store
from cypher.case import KeepCase
from cypher.decision import AddDecision
from cypher.decision.deciding import Act, decide
from cypher.engine.lease import LEASE_MS
from cypher.load import BeginLoad, TakeWriter
from cypher.publish import AddHoldings, BeginRun, EndHoldings
from cypher.query import Command
from service.accounts.keys import add_key, end_key
from service.accounts.users import Rights, add_user, end_user
from tests.answers.bank import Bank
from tests.answers.interface import interface
from tests.answers.questions import digest, questions, text
from tests.answers.stores import named
from tests.migrations.kept import load_again, unpack
from tests.neo4j.scratch import connect
from tests.viewers import PASSWORD

DAY, EARLIER = "2026-02-28", "2025-06-30"
#: Long after now, in milliseconds.
FAR = 4_000_000_000_000


def made(folder: Path) -> str:
    """A store with a long past: three loads, two of them --full, five runs, overrides of all kinds.

    Two cases were kept, and two users with a key. A run of an earlier day stands beside them. A
    sixth run broke off, and so did another of an earlier day: what they ended and added is not to
    be copied.
    """
    url = unpack(folder)
    load_again(url, folder)
    with named(url):
        assert service.__main__.main(["derive", "--as-of", DAY]) == 0
        assert service.__main__.main(["derive", "--as-of", EARLIER]) == 0
    with closing(opened(url)) as store:
        [first] = _all(folder / "guanxi.db", "SELECT digest FROM holdings WHERE until_run IS NULL")[
            :1
        ]
        store.run(BeginRun(run_id=6, as_of=DAY, now=1))
        store.run(EndHoldings(tag_id=_tag_of(folder, first[0]), digests=[first[0]], run_id=6))
        row = ("P1", 1, "household", "", "1.0.0", "low", 1.0, "{}", "{}", None, None, 7)
        store.run_batch(AddHoldings, [(*row, 6, None), (*row, -2, -1)])
        for case_no, run_id in ((1, None), (2, 5)):
            told = {
                **{"case_no": case_no, "title": "逾期", "made_at": 2, "run_id": run_id},
                **{"model": "threshold", "customers": '[{"customer_id": "P1", "name": "甲"}]'},
                **{"bank_loss": "12.50", "currency": "CNY", "answer": zlib.compress(b'{"a":1}')},
            }
            act = Act("case", str(case_no), "keep", "逾期", "u", signed=True)
            decided(store, act, partial(kept_case, told))
        auditor = Rights(("auditor",), ("朝阳支行",))
        for name in ("李四", "wang"):
            add_user(store, name, PASSWORD, auditor, author="u")
        end_user(store, "wang", author="u")
        key = add_key(store, "李四", author="u")
        end_key(store, key.key_id, author="u")
    return url


def kept_case(told: dict[str, Any], added: AddDecision) -> Command:
    return KeepCase(**added.columns(), salt=added.salt, **told)


def decided(store: Any, act: Act, command: Callable[..., Command]) -> None:
    """Have something decided, and what it brings about written with it."""
    decide(store, lambda: act, keep=lambda added: store.run(command(added)))


def opened(url: str, *, read_only: bool = False) -> Any:
    return open_store(StoreSettings(store=url), read_only=read_only)


def copy(source: str, target: str, *options: str) -> int:
    """Run `python -m service copy`; its exit status."""
    return service.__main__.main(["copy", source, target, *options])


def answers(url: str) -> list[str]:
    """The digests of the answers to every question, about a few customers; exports are noted."""
    with interface(url, left_out=frozenset()) as api:
        asked = questions(Bank(url, api, 1), interface=False, overriding=False)
        return [f"{digest(text(found))}  {name}" for name, found in asked]


def being_written(url: str) -> None:
    """Somebody on another machine writes to the store, and goes on for long."""
    with closing(opened(url)) as store:
        store.run(TakeWriter("other", "load", "elsewhere", 1, LEASE_MS))


def loaded_since(url: str) -> None:
    """Another load of the store has begun."""
    with closing(opened(url)) as store:
        store.run(
            BeginLoad(
                load_no=FAR,
                source="canonical",
                fingerprint="another",
                in_full=False,
                now=FAR,
                sources="[]",
                files="[]",
                counts="{}",
            )
        )


def tables(url: str) -> dict[str, list[Any]]:
    """Every row of an embedded store, but for who writes, how names are found, and broken runs."""
    path = Path(url.removeprefix("sqlite:///"))
    names = _all(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    held = {
        name: _all(path, f'SELECT * FROM "{name}"')
        for (name,) in names
        if not name.startswith("customer_search") and name != "writer"
    }
    return {name: sorted(rows, key=repr) for name, rows in held.items()}


def graph(url: str) -> list[str]:
    """Every node and relationship of a Neo4j with all that it holds; runs without `tagged_at`."""
    with connect(url) as session:
        nodes = session.run("MATCH (n) RETURN labels(n), properties(n) ORDER BY id(n)").values()
        ties = session.run(
            "MATCH (a)-[r]->(b) RETURN type(r), properties(r),"
            " coalesce(a.customer_id, a.account_id),"
            " coalesce(b.customer_id, b.account_id, b.group_id, b.tag_id, b.exposure_id, b.value)"
        ).values()
    for _, said, *_ in (*nodes, *ties):
        said.pop("tagged_at", None)
    return sorted(str((kind, sorted(said.items()), *ends)) for kind, said, *ends in (*nodes, *ties))


def _tag_of(folder: Path, digest: int) -> str:
    [(tag_id,)] = _all(
        folder / "guanxi.db",
        f"SELECT tag_id FROM holdings WHERE until_run IS NULL AND digest = {digest}",
    )
    return str(tag_id)


def _all(path: Path, text: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(text).fetchall()
