"""A real Neo4j for the tests, from the first of: the environment, Java, Docker."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

from tests.neo4j.docker_server import docker_server
from tests.neo4j.java_server import java_server
from tests.neo4j.scratch import give_back, wipe
from tests.neo4j.waiting import NoNeo4j

__all__ = ["NoNeo4j", "neo4j_server"]


@contextmanager
def neo4j_server(java_options: Sequence[str] = ()) -> Iterator[str]:
    """Yield the store URL, `bolt://USER:PASSWORD@HOST:PORT/DATABASE`, of an empty scratch database.

    Looked for in this order: the server that GUANXI_TEST_NEO4J names, Java 17 or later with Maven,
    Docker. A server that is named is used and at the end left empty; one that is started is gone at
    the end. `java_options` go to the virtual machine where Java is used. Raises NoNeo4j with what
    was missing, NotStarted with the log of a server that failed, NotScratch where the server that
    is named holds somebody's own.
    """
    named = os.environ.get("GUANXI_TEST_NEO4J")
    with ExitStack() as stack:
        if named:
            wipe(named)
            stack.callback(give_back, named)
            yield named
            return
        missing = []
        for server in (partial(java_server, java_options), docker_server):
            try:
                url = stack.enter_context(server())
            except NoNeo4j as reason:
                missing.append(str(reason))
                continue
            wipe(url)
            yield url
            return
        raise NoNeo4j(f"GUANXI_TEST_NEO4J is not set, {', '.join(missing)}")
