"""Keycloak, a full identity provider as a bank runs one: fetched by Maven, run by this Java."""

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.identity_provider.starting import without_provider
from tests.neo4j.lifetime import last_wish
from tests.neo4j.waiting import wait_until
from tests.ports import free_port

VERSION = "26.7.3"
SECONDS = 300
REALM = "bank"

_FETCH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_ARTIFACT = f"org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
_CACHE = Path(__file__).parents[2] / "build" / "keycloak"


@contextmanager
def keycloak(folder: Path, realm: dict[str, Any]) -> Iterator[str]:
    """The issuer of a realm of a new Keycloak, for as long as the block runs.

    `realm` is what its import takes; `folder` is its own. Takes one to three minutes. Skips, or
    fails in continuous integration, where there is no Java, Maven or archive.
    """
    with zipfile.ZipFile(_archive()) as archive:
        archive.extractall(folder)
    home = folder / f"keycloak-{VERSION}"
    imported = home / "data" / "import"
    imported.mkdir(parents=True)
    (imported / "realm.json").write_text(json.dumps({"realm": REALM, "enabled": True, **realm}))
    port = free_port()
    issuer = f"http://127.0.0.1:{port}/realms/{REALM}"
    log = folder / "console.log"
    command = ["bash", str(home / "bin" / "kc.sh"), "start-dev", "--import-realm"]
    with (
        log.open("wb") as console,
        subprocess.Popen(
            [*command, "--http-host=127.0.0.1", f"--http-port={port}"],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            env={**os.environ, "JAVA_OPTS_KC_HEAP": "-Xms128m -Xmx512m"},
            start_new_session=True,
        ) as java,
    ):
        try:
            with last_wish("/bin/sh", "-c", 'kill -9 -- "-$1"', "sh", str(java.pid)):
                wait_until(
                    lambda: _answers(issuer),
                    running=lambda: java.poll() is None,
                    log=lambda: log.read_text(errors="replace"),
                    seconds=SECONDS,
                )
                yield issuer
        finally:
            os.killpg(java.pid, 9)


def _archive() -> Path:
    kept = _CACHE / f"keycloak-quarkus-dist-{VERSION}.zip"
    if kept.exists():
        return kept
    maven = shutil.which("mvn")
    if maven is None or shutil.which("java") is None:
        without_provider("no Keycloak: Java and Maven are not installed")
    fresh = _CACHE / str(os.getpid())
    fetched = subprocess.run(
        [str(maven), "-q", "-B", _FETCH, f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={fresh}"],
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    if fetched.returncode:
        without_provider(f"no Keycloak: Maven cannot fetch it: {fetched.stdout[-300:]}")
    (fresh / kept.name).replace(kept)
    fresh.rmdir()
    return kept


def _answers(issuer: str) -> bool:
    try:
        found = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10)
    except requests.ConnectionError:
        return False
    return found.status_code == 200
