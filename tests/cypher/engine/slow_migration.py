"""`python -m service migrate` with a step that waits after its first batch, to be killed there."""

import sys
from collections.abc import Iterator

import cypher.engine.migrations
from cypher.engine.store import Migration, Store
from cypher.schema import migrations
from service.__main__ import main
from tests.cypher.engine.steps import step


def waiting(store: Store) -> Iterator[None]:
    """Say that a batch is done, and wait for a line that never comes."""
    for _ in step(store, kind="by the one that was killed"):
        print("a batch is done", flush=True)
        sys.stdin.readline()
        yield


def slow() -> tuple[Migration, ...]:
    """The migrations and the step that waits."""
    return (*migrations(), Migration(len(migrations()) + 1, "sorted", step=waiting))


if __name__ == "__main__":
    vars(cypher.engine.migrations)["migrations"] = slow
    sys.exit(main(["migrate"]))
