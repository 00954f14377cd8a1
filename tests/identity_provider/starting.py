"""Starting the identity provider: npm installs it into a folder of the tests, node runs it."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

PACKAGE = "oauth2-mock-server@8.2.3"
SCRIPT = Path(__file__).with_name("provider.mjs")
SECONDS = 300


@dataclass(frozen=True)
class IdentityProvider:
    """A running provider: its issuer, and the port on which it is told what to say."""

    issuer: str
    port: int

    def told(self, **asked: Any) -> Any:
        """Tell it something, or ask it for a token."""
        answer = requests.post(f"http://127.0.0.1:{self.port}", json=asked, timeout=SECONDS)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def token(self, **claims: Any) -> str:
        """A token that it signs, as a program has one."""
        token: str = self.told(token=claims)["token"]
        return token


def without_provider(why: str) -> None:
    """Skip, or fail in continuous integration, where a skip would go unseen."""
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


@contextmanager
def identity_provider(folder: Path) -> Iterator[IdentityProvider]:
    """The provider, for as long as the block runs."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        without_provider("no identity provider: npm and node are not installed")
    installed = subprocess.run(
        [str(npm), "install", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE],
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    if installed.returncode:
        without_provider(
            f"no identity provider: npm cannot install {PACKAGE}: {installed.stderr[-300:]}"
        )
    script = shutil.copy(SCRIPT, folder)
    process = subprocess.Popen([str(node), script], stdout=subprocess.PIPE, cwd=folder, text=True)
    try:
        assert process.stdout is not None
        with process.stdout:
            said = json.loads(process.stdout.readline())
            yield IdentityProvider(said["issuer"], said["told"])
    finally:
        process.terminate()
        process.wait(SECONDS)
