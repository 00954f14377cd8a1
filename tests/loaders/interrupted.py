"""Loads in a process of their own, to be interrupted."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60.0


def large_bank() -> dict[str, str]:
    """500 customers and accounts, and 1,500 payments: 125 batches of 20 rows."""
    return {
        "customers": "customer_id,kind,name\n"
        + "".join(f"C{n:04},person,Name {n}\n" for n in range(500)),
        "accounts": "account_id\n" + "".join(f"A{n:04}\n" for n in range(500)),
        "transactions": "transaction_id,from_account,to_account,amount,at\n"
        + "".join(
            f"T{n:05},A{n * 7 % 500:04},A{n * 11 % 500:04},{n + 1},2025-01-01\n"
            for n in range(1_500)
        ),
    }


def start_load(folder: Path, store: str, module: str = "loaders") -> subprocess.Popen[str]:
    """A load that has begun; its summary and complaints are to be read from its pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", module, str(folder), "--rejects", str(folder / "rejects")],
        cwd=ROOT,
        # A killed load leaves its temporary folder behind: here it goes with the test's own.
        env=os.environ | {"GUANXI_STORE": store, "TMPDIR": str(folder.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def start_slow_load(folder: Path, store: str) -> subprocess.Popen[str]:
    """A load that takes at least two and a half seconds for `large_bank`."""
    return start_load(folder, store, "tests.loaders.slow_loader")


def wait_until(condition: Callable[[], bool], load: subprocess.Popen[str]) -> None:
    """Return when the condition holds; fail where the load ends before, or patience does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert load.poll() is None, load.communicate()
        assert time.monotonic() < deadline, "the load has not come so far"
        time.sleep(0.02)


def finish(load: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Its status, what it said on stdout and on stderr."""
    out, err = load.communicate(timeout=PATIENCE_SECONDS)
    return load.returncode, out, err
