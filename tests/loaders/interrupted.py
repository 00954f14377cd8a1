"""Loads in a process of their own, to be interrupted."""

import os
import subprocess
import sys
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


def start_load(folder: Path, store: str, *module: str) -> subprocess.Popen[str]:
    """A load that has begun; its summary and complaints are to be read from its pipes."""
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            *(module or ["loaders"]),
            str(folder),
            "--rejects",
            str(folder / "rejects"),
        ],
        cwd=ROOT,
        # A killed load leaves its temporary folder behind: here it goes with the test's own.
        env=os.environ | {"GUANXI_STORE": store, "TMPDIR": str(folder.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def start_held_load(folder: Path, store: str, record: str) -> subprocess.Popen[str]:
    """A load that has written six batches of a record, and writes no more before it is finished."""
    load = start_load(folder, store, "tests.loaders.held_loader", record)
    assert load.stdout is not None
    assert load.stdout.readline() == "held\n", load.communicate()
    return load


def finish(load: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Let it go on to its end: its status, what it said on stdout and on stderr."""
    out, err = load.communicate(timeout=PATIENCE_SECONDS)
    return load.returncode, out, err
