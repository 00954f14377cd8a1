import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from neo4j.exceptions import ServiceUnavailable

from tests.neo4j import java_server
from tests.neo4j.docker_server import docker_server
from tests.neo4j.scratch import MARK, connect, wipe
from tests.neo4j.server import NoNeo4j, neo4j_server
from tests.neo4j.skipping import without_neo4j
from tests.neo4j.waiting import NotStarted, wait_until

ROOT = Path(__file__).parents[2]


def fake_program(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole search path, on a machine that names no server."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("GUANXI_TEST_NEO4J", raising=False)
    return tmp_path


def test_the_server_is_neo4j_5_26_community_and_answers(neo4j_url: str) -> None:
    with connect(neo4j_url) as session:
        assert session.run("RETURN 1").value() == [1]
        asked = session.run("CALL dbms.components() YIELD name, versions, edition")
        kernel = next(row for row in asked.data() if row["name"] == "Neo4j Kernel")
    if "GUANXI_TEST_NEO4J" not in os.environ:
        assert kernel["versions"][0].startswith("5.26.")
        assert kernel["edition"] == "community"


def test_the_server_is_reachable_from_this_machine_only(neo4j_url: str) -> None:
    if "GUANXI_TEST_NEO4J" in os.environ:
        pytest.skip("the server was named, not started")
    assert "@127.0.0.1:" in neo4j_url


def test_a_named_server_is_used_as_it_is_and_given_back_empty(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wipe(neo4j_url)
    monkeypatch.setenv("GUANXI_TEST_NEO4J", neo4j_url)
    with neo4j_server() as url, connect(url) as session:
        assert url == neo4j_url
        session.run("CREATE (:LeftBehind)").consume()
    with connect(neo4j_url) as session:
        left = session.run("MATCH (n) RETURN n").data()
        marks = session.run("SHOW CONSTRAINTS YIELD name WHERE name = $m RETURN name", m=MARK)
        assert (left, marks.data()) == ([], [])
    wipe(neo4j_url)


def test_a_machine_without_any_means_says_what_was_looked_for(only: Path) -> None:
    with (
        pytest.raises(NoNeo4j, match=r"^GUANXI_TEST_NEO4J is not set, no Java, no Docker$"),
        neo4j_server(),
    ):
        pass


def test_an_old_java_is_not_used(only: Path) -> None:
    fake_program(only, "java", """echo 'openjdk version "11.0.2" 2019-01-15' >&2""")
    with pytest.raises(NoNeo4j, match="no Java 17 or later"), neo4j_server():
        pass


@pytest.mark.parametrize(
    ("banner", "major"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_202"', 1),
        ('openjdk version "21" 2023-09-19', 21),
        ("no such thing", 0),
    ],
)
def test_the_major_version_is_read_from_what_java_says(banner: str, major: int) -> None:
    assert java_server.java_version(banner) == major


def test_maven_that_cannot_fetch_the_jars_says_why_and_leaves_no_class_path(
    only: Path, tmp_path: Path
) -> None:
    fake_program(only, "mvn", "echo '[ERROR] the network is away'; exit 1")
    with pytest.raises(NoNeo4j, match="the network is away"):
        java_server.classpath(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_class_path_is_fetched_once_and_again_when_a_jar_is_gone(
    only: Path, tmp_path: Path
) -> None:
    jar, asked = tmp_path / "one.jar", tmp_path / "asked"
    jar.touch()
    fake_program(
        only,
        "mvn",
        f"""echo >> {asked}
        for option; do case $option in -Dmdep.outputFile=*) file=${{option#*=}}; esac; done
        printf {jar} > "$file" """,
    )
    cache = tmp_path / "cache"
    assert [java_server.classpath(cache) for _ in range(2)] == [str(jar)] * 2
    assert len(asked.read_text()) == 1
    jar.unlink()
    java_server.classpath(cache)
    assert len(asked.read_text()) == 2


def test_docker_without_an_engine_is_no_docker(only: Path) -> None:
    fake_program(only, "docker", "exit 1")
    with pytest.raises(NoNeo4j, match="no Docker engine running"), docker_server():
        pass


def test_a_container_that_stops_is_removed_and_its_log_is_told(only: Path) -> None:
    calls = only / "calls"
    fake_program(
        only,
        "docker",
        f"""echo "$@" >> {calls}
        case $1 in
            port) echo 127.0.0.1:1 ;;
            inspect) echo false ;;
            logs) echo out of memory ;;
        esac""",
    )
    with pytest.raises(NotStarted, match="out of memory"), docker_server():
        pass
    told = calls.read_text().splitlines()
    name = next(call for call in told if call.startswith("run ")).split()[3]
    assert told[-1] == f"rm --force --volumes {name}"
    assert "NEO4J_AUTH=" not in calls.read_text()


def test_a_wait_ends_at_its_bound_with_the_end_of_the_log() -> None:
    with pytest.raises(NotStarted, match=r"not up after 0 s:\nline 2") as failure:
        wait_until(
            lambda: False,
            running=lambda: True,
            log=lambda: "\n".join(f"line {i}" for i in range(32)),
            seconds=0,
        )
    assert "line 1\n" not in str(failure.value)


@pytest.mark.slow
@pytest.mark.parametrize(("ci", "outcome", "status"), [("true", "error", 1), ("", "skipped", 0)])
def test_a_missing_server_is_skipped_by_a_person_and_fails_in_continuous_integration(
    only: Path, ci: str, outcome: str, status: int
) -> None:
    wanted = f"{__file__}::{test_the_server_is_neo4j_5_26_community_and_answers.__name__}"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "pytest_timeout", wanted],
        cwd=ROOT,
        env={**os.environ, "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == status, ran.stdout
    assert f"1 {outcome}" in ran.stdout
    assert "no Neo4j: GUANXI_TEST_NEO4J is not set, no Java, no Docker" in ran.stdout


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.parametrize(("sign", "status"), [(signal.SIGTERM, 0), (signal.SIGKILL, -9)])
def test_a_server_started_for_a_person_is_gone_when_its_command_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals, status: int
) -> None:
    if "GUANXI_TEST_NEO4J" in os.environ:
        pytest.skip("the server was named, not started")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    command = [sys.executable, "-m", "tests.neo4j"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True) as person:
        assert person.stdout is not None
        assert person.stderr is not None
        url = person.stdout.readline().strip()
        if not url and "no Neo4j" in (reason := person.stderr.read()):
            without_neo4j(reason)
        with connect(url) as session:
            assert session.run("RETURN 1").value() == [1]
        person.send_signal(sign)
        assert person.wait(timeout=30) == status
    deadline = time.monotonic() + 30
    while list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ServiceUnavailable), connect(url) as session:
        session.run("RETURN 1").consume()
