"""The demo bank behind its pages: two runs, a proposal, and a user of each role who signs in."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from service.access.roles import ROLE_IDS
from tests.serving import ROOT, environment, serving
from tests.viewers import PASSWORD, form_token

#: Of whom the relationship manager sees customers: those of GRP000001 are at this branch.
BRANCH = "上海第一支行"
#: So that groups have limits to be over.
TIER1 = "200000000"
SECONDS = 300


def make_bank(folder: Path) -> None:
    """Write, load and derive the demo bank as of two days, and give each role a user."""
    _run(folder, "service", "export-demo", str(folder / "files"))
    _run(folder, "loaders", str(folder / "files"), "--rejects", str(folder / "rejects"))
    for day in ("2025-06-30", "2025-12-31"):
        _run(folder, "service", "derive", "--as-of", day)
    for role in ROLE_IDS:
        scope = ["--branch", BRANCH] if role == "relationship_manager" else []
        add_user(folder, role, "--role", role, *scope)


def add_user(bank: Path, name: str, *options: str) -> None:
    """Add a user of the bank by the command, with its options."""
    _run(bank, "service", "user", "add", name, *options, typed=PASSWORD)


@contextmanager
def served(bank: Path, own: Path) -> Iterator[str]:
    """The address at which the bank is served, by a process with a reads file of its own."""
    settings = {**_settings(bank), "GUANXI_READS": str(own / "reads.db")}
    with serving(_store(bank), own, **settings) as server:
        yield f"http://127.0.0.1:{server.port}"


def session_of(site: str, role: str) -> requests.Session:
    """Somebody who has signed in with the role's user, as a browser without scripts does."""
    session = requests.Session()
    form = session.get(f"{site}/sign-in", timeout=SECONDS)
    sent = {"user": role, "password": PASSWORD, "csrf_token": form_token(form.text)}
    signed = session.post(f"{site}/sign-in", data=sent, timeout=SECONDS)
    assert signed.status_code == 200, signed.text
    return session


def propose(site: str) -> None:
    """Keep a case and propose a member, so that there is something to reopen and to sign."""
    _send(site, "risk_officer", "/contagion/cases", title="C000123逾期", defaulted="C000123")
    said = {"customer_id": "C000015", "decision": "in", "reason": "受同一人控制"}
    _send(site, "relationship_manager", "/groups/GRP000001", **said)


def _send(site: str, role: str, path: str, **form: str) -> None:
    """Send a form as the role's user; what was sent before is refused, which is well."""
    session = session_of(site, role)
    token = form_token(session.get(f"{site}/me", timeout=SECONDS).text)
    session.post(f"{site}{path}", data={**form, "csrf_token": token}, timeout=SECONDS)


def _store(bank: Path) -> str:
    return f"sqlite:///{bank / 'guanxi.db'}"


def _settings(bank: Path) -> dict[str, str]:
    return {
        "GUANXI_TIER1_CAPITAL": TIER1,
        "GUANXI_AUTH": "local",
        "GUANXI_READS": str(bank / "r.db"),
    }


def _run(bank: Path, module: str, *arguments: str, typed: str = "") -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(_store(bank), **_settings(bank)),
        input=f"{typed}\n",
        text=True,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
