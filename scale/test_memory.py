"""What Neo4j tracks of each text that reads or writes a share of the bank, as it really runs.

Every command is run with PROFILE before each of its texts: on a bank of the size asked for, loaded,
derived, changed, derived again after a run that broke off, migrated, copied out and in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import neo4j
import pytest

from cypher.publish import PublishRun
from cypher.query import Statement, cypher_statements
from cypher.schema import FOLDER
from loaders.__main__ import main as loaders
from scale.test_publishing import FIRST, MEMORY, PATIENCE, SECOND, SIZES
from service.__main__ import main as service
from service.demo import write_demo_bank
from tests.contract.test_queries import EXTRACTS, READING, WRITING
from tests.neo4j.java_server import java_server
from tests.neo4j.scratch import connect

#: No text may need more, whatever the size of the bank: two transactions fit into the 200 MB.
MOST = 100 * 2**20
USED = "SHOW TRANSACTIONS YIELD estimatedUsedHeapMemory AS used RETURN max(used) AS used"
#: The oldest schema that is renewed by steps through all customers.
OLDER = 2


class Tracked(NamedTuple):
    """The most that one transaction of a text took: while it ran, and as it was about to commit."""

    running: int
    changes: int


@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("customers", SIZES)
def test_no_text_needs_more_memory_than_a_share(
    customers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, changed = tmp_path / "files", tmp_path / "changed"
    for folder, seed in ((files, 1), (changed, 2)):
        write_demo_bank(folder, customers, seed, lambda name, count: None)
    embedded = f"sqlite:///{tmp_path / 'guanxi.db'}"
    found: dict[str, dict[str, Tracked]] = {}
    with java_server(settings=[MEMORY]) as url:
        monkeypatch.setenv("GUANXI_STORE", url)
        with tracked(found, "load"):
            assert loaders([str(files)]) == 0
        with tracked(found, "derive"):
            assert service(["derive", "--as-of", FIRST]) == 0
        with tracked(found, "load --full"):
            assert loaders([str(changed), "--full", "--allow-closing"]) == 0
        with monkeypatch.context() as broken:
            broken.setattr("service.run.derive.PublishRun", broken_off)
            assert service(["derive", "--as-of", SECOND]) != 0
        with tracked(found, "derive again"):
            assert service(["derive", "--as-of", SECOND]) == 0
        with tracked(found, "withdraw"):
            assert service(["runs", "--withdraw", "--reason", "a bad feed"]) == 0
        with connect(url) as session:
            session.run("MATCH (s:Schema) SET s.version = $version", version=OLDER).consume()
        with tracked(found, "migrate"):
            assert service(["migrate"]) == 0
        with tracked(found, "copy out"):
            assert service(["copy", url, embedded]) == 0
    with java_server(settings=[MEMORY]) as url, tracked(found, "copy in"):
        assert service(["copy", embedded, url]) == 0
    told(customers, found)
    most: dict[str, int] = {}
    for texts in found.values():
        for name, each in texts.items():
            most[name] = max(most.get(name, 0), *each)
    assert {name: size for name, size in most.items() if size > MOST} == {}
    assert {"HoldingDigests", "AddHoldings", "TagRun", "DiscardRun", "KeepHoldings"} <= most.keys()


def broken_off(**run: Any) -> PublishRun:
    """Instead of the switch."""
    raise KeyboardInterrupt


def told(customers: int, found: dict[str, dict[str, Tracked]]) -> None:
    """The table as it stands in docs/neo4j.md, the largest first."""
    print(f"\n| {customers:,} customers | text | running | changes |\n|---|---|---|---|")
    rows = [
        (max(most), f"| {command} | {name} | {in_mb(most.running)} | {in_mb(most.changes)} |")
        for command, texts in found.items()
        for name, most in texts.items()
    ]
    print("\n".join(line for _, line in sorted(rows, reverse=True)))


def in_mb(size: int) -> str:
    """So many bytes, as a table says it."""
    return f"{size / 2**20:.1f} MB"


@contextmanager
def tracked(found: dict[str, dict[str, Tracked]], command: str) -> Iterator[None]:
    """In the block each text is profiled, and what it took goes to `found` under the command."""
    names = names_of_texts()
    texts = found.setdefault(command, {})
    in_transaction, of_its_own = neo4j.AsyncManagedTransaction.run, neo4j.AsyncSession.run

    def note(text: str, profile: dict[str, Any] | None, changes: int) -> None:
        if text in names and profile is not None:
            before = texts.get(names[text], Tracked(0, 0))
            running = profile["args"].get("GlobalMemory", 0)
            texts[names[text]] = Tracked(max(running, before.running), max(changes, before.changes))

    async def run(self: Any, text: str, parameters: Any = None) -> Any:
        if text not in names:
            return await in_transaction(self, text, parameters)
        result = await in_transaction(self, f"PROFILE {text}", parameters)
        eager = await result.to_eager_result()
        open_ones = (
            "SHOW TRANSACTIONS YIELD estimatedUsedHeapMemory AS used RETURN max(used) AS used"
        )
        used = await (await in_transaction(self, open_ones)).single()
        note(text, eager.summary.profile, used["used"] if used else 0)
        return Answered(eager)

    async def stream(self: Any, text: str, parameters: Any = None) -> Any:
        if text in names:
            profiled = await of_its_own(self, f"PROFILE {text}", parameters)
            async for _ in profiled:
                pass
            note(text, (await profiled.consume()).profile, 0)
        return await of_its_own(self, text, parameters)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(neo4j.AsyncManagedTransaction, "run", run)
        patched.setattr(neo4j.AsyncSession, "run", stream)
        yield


class Answered(NamedTuple):
    """A result that has come whole."""

    eager: neo4j.EagerResult

    async def to_eager_result(self) -> neo4j.EagerResult:
        """It."""
        return self.eager


def names_of_texts() -> dict[str, str]:
    """The name of each statement by its text, and by each part of it that is run alone."""
    statements: list[type[Statement]] = [*READING, *WRITING, *EXTRACTS, *of_migrations()]
    return {
        text: each.__name__
        for each in statements
        for text in (each.cypher, *cypher_statements(each.cypher))
    }


def of_migrations() -> Iterator[type[Statement]]:
    """The statements that steps of migrations declare for themselves."""
    for path in FOLDER.glob("[0-9]*.py"):
        module = import_module(f"cypher.schema.{path.stem}")
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, Statement) and hasattr(each, "cypher"):
                yield each
