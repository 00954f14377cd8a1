"""Makes the kept stores; only with the code of the version that README.md names.

Time stands still while a step runs and ids follow a count, so that both engines hold the same and
a second making gives the same stores.
"""

import gzip
import os
import sqlite3
import sys
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import neo4j.time

import loaders.__main__
import service.__main__
from tests.answers.interface import Interface, interface
from tests.migrations.kept import ANSWERS, CYPHER, FILES, SQLITE, digests
from tests.neo4j.scratch import connect
from tests.neo4j.server import neo4j_server

SCHEMA = Path("cypher/schema/schema.cypher")
#: The first instant; each step begins an hour after the one before.
BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def main() -> int:
    """Make both stores and the digests of their answers; 2 where the two answer differently."""
    with TemporaryDirectory() as folder, neo4j_server() as server:
        path = Path(folder) / "guanxi.db"
        embedded = f"sqlite:///{path}"
        for url in (embedded, server):
            fill(url, Path(folder))
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("VACUUM")
        SQLITE.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        CYPHER.write_bytes(gzip.compress(script(server).encode(), mtime=0))
        answered, otherwise = digests(embedded), digests(server)
        if answered != otherwise:
            print(*sorted(set(answered) ^ set(otherwise)), sep="\n", file=sys.stderr)
            return 2
    ANSWERS.write_text("\n".join(answered) + "\n", encoding="utf-8")
    return 0


def fill(url: str, folder: Path) -> None:
    """Three loads, four runs, and decisions about groups between them."""
    with _still(url) as step:
        step()
        load(1, folder)
        step()
        derive("2025-12-31")
        step()
        decide(url)
        step()
        load(2, folder, "--full")
        step()
        derive("2026-01-31", "--tags", "guarantee_circle,control_group_member,household")
        step()
        derive("2026-01-31")
        step()
        load(3, folder, "--full")
        step()
        derive("2026-02-28")


def load(state: int, folder: Path, *options: str) -> None:
    """Load the files of a state; all of their rows are accepted."""
    arguments = [str(FILES / str(state)), "--rejects", str(folder / "rejects"), *options]
    assert loaders.__main__.main(arguments) == 0


def derive(day: str, *options: str) -> None:
    """Derive as of a day."""
    assert service.__main__.main(["derive", "--as-of", day, *options]) == 0


def decide(url: str) -> None:
    """A member is out and a stranger is in, for each kind of group; every other is withdrawn."""
    with interface(url) as api:
        for kind in ("control", "guarantee_circle", "connected", "household", "declared"):
            for number, group in enumerate(api.whole("/groups", kind=kind).content["items"]):
                _decide(api, group["group_id"], withdraw=number % 2 == 1)


def _decide(api: Interface, group_id: str, *, withdraw: bool) -> None:
    members = api.whole(f"/groups/{group_id}").content["members"]
    names = {row["customer_id"] for row in members}
    everybody = api.whole("/customers").content["items"]
    stranger = next(row["customer_id"] for row in everybody if row["customer_id"] not in names)
    for customer_id, decision in ((members[-1]["customer_id"], "out"), (stranger, "in")):
        made = api.post(
            f"/groups/{group_id}/overrides",
            {
                "customer_id": customer_id,
                "decision": decision,
                "reason": f"现场核实: {decision}",
                "author": "王经理",
            },
        )
        assert made.status == 201, made.text()
        if withdraw:
            override = f"/overrides/{made.content['override_id']}/withdrawal"
            answer = api.post(override, {"reason": "误判", "author": "李经理"})
            assert answer.status == 200, answer.text()


@contextmanager
def _still(url: str) -> Iterator[Any]:
    """The store named for commands, and a clock that only the function yielded moves on."""
    now = [int(BEGINNING.timestamp()) * 1000]
    numbers = count(1)

    def step() -> None:
        now[0] += 3_600_000

    clocks = ("loaders.load", "cypher.writing", "service.derive", "service.api.overrides")
    ids = SimpleNamespace(uuid4=lambda: uuid.UUID(int=next(numbers) << 80))
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, {"GUANXI_STORE": url}))
        for module in clocks:
            stack.enter_context(patch(f"{module}.now_ms", lambda: now[0]))
        still = SimpleNamespace(monotonic=lambda: 0.0)
        stack.enter_context(patch("service.derive.time", still))
        # The day on which rows are closed.
        stack.enter_context(
            patch("loaders.load.datetime", SimpleNamespace(now=lambda _: BEGINNING))
        )
        stack.enter_context(patch("service.api.overrides.uuid", ids))
        yield step


def script(url: str) -> str:
    """Statements that make the same graph again, schema first; one ends at each line's `;`."""
    with connect(url) as session:
        nodes = session.run(
            "MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS said"
        ).data()
        ties = session.run(
            "MATCH (a)-[r]->(b) RETURN elementId(a) AS a, elementId(b) AS b, type(r) AS type, "
            "properties(r) AS said"
        ).data()
    numbers = {node["id"]: number for number, node in enumerate(nodes)}
    by_labels: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        labels = ":".join(f"`{label}`" for label in sorted(node["labels"]))
        by_labels[labels].append(_literal({**node["said"], "made_no": numbers[node["id"]]}))
    by_type: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        ends = {"a": numbers[tie["a"]], "b": numbers[tie["b"]], "said": tie["said"]}
        by_type[tie["type"]].append(_literal(ends))
    schema = "".join(
        f"{' '.join(statement.split())};\n"
        for statement in _without_comments(SCHEMA.read_text("utf-8")).split(";")
        if "IF NOT EXISTS" in statement
    )
    made = "".join(
        f"UNWIND [{', '.join(sorted(rows))}] AS row CREATE (n:Made:{labels}) SET n = row;\n"
        for labels, rows in sorted(by_labels.items())
    )
    tied = "".join(
        f"UNWIND [{', '.join(sorted(rows))}] AS row "
        "MATCH (a:Made {made_no: row.a}), (b:Made {made_no: row.b}) "
        f"CREATE (a)-[r:`{kind}`]->(b) SET r = row.said;\n"
        for kind, rows in sorted(by_type.items())
    )
    return f"{schema}{made}{tied}MATCH (n:Made) REMOVE n:Made, n.made_no;\n"


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


def _literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"`{k}`: {_literal(v)}" for k, v in sorted(value.items())) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return f"'{text}'"
    if isinstance(value, neo4j.time.DateTime):
        return f"datetime('{value.iso_format()}')"
    if isinstance(value, neo4j.time.Date):
        return f"date('{value.iso_format()}')"
    assert isinstance(value, int | float), value
    return repr(value)


if __name__ == "__main__":
    sys.exit(main())
