"""Neo4j Community on this machine's own Java, its jars fetched by Maven."""

import hashlib
import os
import re
import secrets
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.neo4j.lifetime import last_wish
from tests.neo4j.scratch import connect
from tests.neo4j.waiting import NoNeo4j, answers, wait_until
from tests.ports import free_port

OLDEST_JAVA = 17
# One thread collects: on two cores the tests need the others. Not for measurements.
QUICK_START = ("-XX:+UseSerialGC",)
FETCH_SECONDS = 300
START_SECONDS = 120

_POM = Path(__file__).with_name("pom.xml")
_CACHE = Path(__file__).parents[2] / "build" / "neo4j-classpath"
_COMMUNITY = re.compile(r"[/\\]neo4j-[\d.]+\.jar$")
# What Neo4j's own launcher opens to it; without these it dies on its first page of memory.
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@contextmanager
def java_server(
    options: Sequence[str] = (),
    settings: Sequence[str] = (),
    home: Path | None = None,
    asked_to_stop: bool = False,
) -> Iterator[str]:
    """Yield the store URL of a new, empty Neo4j on a free loopback port.

    `options` go to the virtual machine, `settings` are lines of neo4j.conf. The process and its
    folder are gone afterwards, and also when this process is killed; a folder that is named as
    `home` stays where the context is left, for a server that goes on with its data, and what lies
    there already is served. `asked_to_stop` takes 11 s and leaves it whole; else a next server
    recovers it. Raises NoNeo4j where Java, Maven or the jars cannot be had, NotStarted where the
    server fails. Takes 5 to 15 s, and 10 s more the first time, when Maven fetches the jars (their
    class path is cached below build/ under the digest of pom.xml).
    """
    java = _java()
    jars = classpath(_CACHE)
    with ExitStack() as stack:
        if home is None:
            folder = tempfile.TemporaryDirectory(prefix="guanxi-neo4j-")
            home = Path(stack.enter_context(folder))
        # Neo4j, told to choose one (port 0), never says which it took.
        port = free_port()
        _write_settings(home, port, settings)
        command = _command(java, options, jars, home)
        with _running(command, home, asked_to_stop=asked_to_stop) as process:
            wait_until(
                lambda: "Started." in _log(home),
                running=lambda: process.poll() is None,
                log=lambda: _log(home),
                seconds=START_SECONDS,
            )
            url = f"bolt://neo4j:{_password(home, port)}@127.0.0.1:{port}/neo4j"
            wait_until(
                lambda: answers(url),
                running=lambda: process.poll() is None,
                log=lambda: _log(home),
                seconds=START_SECONDS,
            )
            yield url


def admin(home: Path, *arguments: str) -> None:
    """Run what `neo4j-admin` runs, on the databases in a folder whose server does not run.

    Raises NoNeo4j as `java_server` does, CalledProcessError where the command fails.
    """
    jars = classpath(_CACHE)
    (home / "conf").mkdir(exist_ok=True)
    where = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    opened = (f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED)
    subprocess.run(
        [
            _java(),
            *QUICK_START,
            "-XX:TieredStopAtLevel=1",
            *opened,
            "-cp",
            jars,
            "org.neo4j.cli.AdminTool",
            *arguments,
        ],
        env={**os.environ, **where},
        capture_output=True,
        check=True,
        timeout=START_SECONDS,
    )


def classpath(cache: Path) -> str:
    """Return the class path of the server in pom.xml, from the `cache` folder where it is there.

    A cached path whose jars have been cleaned away is made again. Raises NoNeo4j where there is no
    Maven, or it cannot fetch the jars.
    """
    digest = hashlib.sha256(_POM.read_bytes()).hexdigest()[:16]
    kept = cache / f"{digest}.txt"
    if kept.exists():
        jars = kept.read_text()
        if all(Path(jar).exists() for jar in jars.split(os.pathsep)):
            return jars
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        fresh = Path(folder) / kept.name
        _fetch(fresh)
        # A rename is atomic, so two test sessions that start together cannot read half a path.
        fresh.replace(kept)
    return kept.read_text()


def java_version(banner: str) -> int:
    """Return the major version in what `java -version` prints (1 for Java 8 and older)."""
    found = re.search(r'version "(\d+)', banner)
    return int(found[1]) if found else 0


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        raise NoNeo4j("no Java")
    asked = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60)
    if java_version(asked.stderr) < OLDEST_JAVA:
        raise NoNeo4j(f"no Java {OLDEST_JAVA} or later ({java} is older)")
    return java


def _fetch(output: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoNeo4j("no Maven")
    goal = ["dependency:build-classpath", "-DincludeScope=runtime", f"-Dmdep.outputFile={output}"]
    try:
        fetched = subprocess.run(
            [maven, "-q", "-B", "-f", str(_POM), *goal],
            capture_output=True,
            text=True,
            timeout=FETCH_SECONDS,
        )
    except subprocess.TimeoutExpired as slow:
        raise NoNeo4j(f"Maven did not fetch the jars in {FETCH_SECONDS} s") from slow
    if fetched.returncode != 0:
        lines = [line for line in fetched.stdout.splitlines() if "ERROR" in line]
        raise NoNeo4j(f"Maven could not fetch the jars ({lines[0] if lines else 'no reason'})")


def _write_settings(home: Path, port: int, settings: Sequence[str]) -> None:
    for folder in ("tmp", "conf"):
        (home / folder).mkdir(exist_ok=True)
    # What a server before it said there would be taken for this one's.
    (home / "logs" / "neo4j.log").unlink(missing_ok=True)
    (home / "conf" / "neo4j.conf").write_text(
        f"server.bolt.listen_address=127.0.0.1:{port}\n"
        "server.http.enabled=false\n"
        "server.https.enabled=false\n"
        "server.memory.pagecache.size=512m\n"
        "dbms.usage_report.enabled=false\n"
        # A plan stays good: what a test stores is small, and gone with it.
        "dbms.cypher.min_replan_interval=1d\n"
        # Two databases would each put a quarter of a gigabyte of empty log on the disk.
        "db.tx_log.preallocate=false\n" + "".join(f"{line}\n" for line in settings)
    )


def _command(java: str, options: Sequence[str], jars: str, home: Path) -> list[str]:
    return [
        java,
        *options,
        "-Xms512m",
        "-Xmx2g",
        # Keep what a virtual machine leaves in the shared temporary folder inside ours.
        "-XX:-UsePerfData",
        f"-Djava.io.tmpdir={home / 'tmp'}",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
        "-cp",
        jars,
        _entry_point(jars),
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
    ]


def _entry_point(jars: str) -> str:
    """The class that starts the Community edition: releases call it differently, and name it."""
    [community] = [jar for jar in jars.split(os.pathsep) if _COMMUNITY.search(jar)]
    with zipfile.ZipFile(community) as jar:
        return jar.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().strip()


@contextmanager
def _running(
    command: list[str], home: Path, *, asked_to_stop: bool
) -> Iterator[subprocess.Popen[bytes]]:
    """Yield the process of `command`, which writes to console.log and does not outlive this one."""
    with (
        (home / "console.log").open("wb") as console,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            # Its own session, so that Ctrl-C at the terminal reaches only the one that stops it.
            start_new_session=True,
        ) as java,
    ):
        try:
            kill = 'kill -9 "$1"; sleep 1; rm -rf "$2"'
            with last_wish("/bin/sh", "-c", kill, "sh", str(java.pid), str(home)):
                yield java
        finally:
            # A check-point of files about to be deleted would be time for nothing.
            if asked_to_stop:
                java.terminate()
                java.wait(START_SECONDS)
            java.kill()


def _log(home: Path) -> str:
    # A virtual machine that cannot start says so on the console, Neo4j only in its own file.
    paths = [home / "console.log", home / "logs" / "neo4j.log"]
    return "".join(path.read_text(errors="replace") for path in paths if path.exists())


def _password(home: Path, port: int) -> str:
    """The password of the user neo4j, which is set at the first start and kept in `home`."""
    kept = home / "password"
    if not kept.exists():
        password = secrets.token_hex(16)
        # The first login of a new server may do this one thing and nothing else.
        with connect(f"bolt://neo4j:neo4j@127.0.0.1:{port}/system") as session:
            change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
            session.run(change, old="neo4j", new=password).consume()
        kept.write_text(password)
    return kept.read_text()
