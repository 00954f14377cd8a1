"""Neo4j Community in a container."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.neo4j.lifetime import last_wish
from tests.neo4j.waiting import NoNeo4j, NotStarted, answers, wait_until

IMAGE = "neo4j:5.26-community"
ENGINE_SECONDS = 30
PULL_SECONDS = 420
START_SECONDS = 120


@contextmanager
def docker_server() -> Iterator[str]:
    """Yield the store URL of a new, empty Neo4j on a loopback port that Docker chooses.

    The container and its volumes are gone afterwards, and also when this process is killed. Raises
    NoNeo4j where there is no Docker engine or the image cannot be had, NotStarted where the server
    fails.
    """
    docker = shutil.which("docker")
    if docker is None:
        raise NoNeo4j("no Docker")
    if _run(docker, "info", seconds=ENGINE_SECONDS) is None:
        raise NoNeo4j("no Docker engine running")
    if _run(docker, "image", "inspect", IMAGE, seconds=ENGINE_SECONDS) is None:
        _pull(docker)
    password = secrets.token_hex(16)
    with _container(docker, password) as container:
        address = _run(docker, "port", container, "7687/tcp", seconds=ENGINE_SECONDS)
        if not address:
            raise NotStarted(f"the container has no Bolt port:\n{_log(docker, container)}")
        url = f"bolt://neo4j:{password}@{address.splitlines()[0]}/neo4j"
        wait_until(
            lambda: answers(url),
            running=lambda: _is_running(docker, container),
            log=lambda: _log(docker, container),
            seconds=START_SECONDS,
        )
        yield url


def _pull(docker: str) -> None:
    if _run(docker, "pull", "--quiet", IMAGE, seconds=PULL_SECONDS) is None:
        raise NoNeo4j(f"Docker could not pull {IMAGE}")


@contextmanager
def _container(docker: str, password: str) -> Iterator[str]:
    """Yield the name of a new container; it is removed afterwards, whatever happens."""
    # Named before it is started, so that it can be removed even when `run` does not return.
    name = f"guanxi-neo4j-{secrets.token_hex(8)}"
    settings = {
        # Passed through the environment: a command line is there for everyone to read.
        "NEO4J_AUTH": f"neo4j/{password}",
        "NEO4J_server_memory_pagecache_size": "512m",
        "NEO4J_server_memory_heap_max__size": "2g",
        "NEO4J_dbms_usage__report_enabled": "false",
    }
    passed = [part for setting in settings for part in ("--env", setting)]
    start = [docker, "run", "--detach", "--name", name, "--publish", "127.0.0.1::7687", *passed]
    remove = [docker, "rm", "--force", "--volumes", name]
    try:
        with last_wish(*remove):
            started = _run(*start, IMAGE, seconds=START_SECONDS, settings=settings)
            if started is None:
                raise NotStarted(f"Docker could not start a container of {IMAGE}")
            yield name
    finally:
        _run(*remove, seconds=ENGINE_SECONDS)


def _is_running(docker: str, container: str) -> bool:
    state = _run(
        docker, "inspect", "--format", "{{.State.Running}}", container, seconds=ENGINE_SECONDS
    )
    return state == "true"


def _log(docker: str, container: str) -> str:
    return _run(docker, "logs", "--tail", "30", container, seconds=ENGINE_SECONDS) or ""


def _run(*command: str, seconds: float, settings: dict[str, str] | None = None) -> str | None:
    """Return what `command` prints, or None where it fails or takes longer than `seconds`."""
    try:
        ran = subprocess.run(
            command,
            env={**os.environ, **(settings or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return None
    return ran.stdout.strip() if ran.returncode == 0 else None
