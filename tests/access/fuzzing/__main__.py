"""`python -m tests.access.fuzzing`: ask as each role, print what came of it."""

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from service.access.roles import ROLE_IDS
from tests.access.fuzzing.asking import asked_as_each
from tests.access.fuzzing.bank import keep_planted
from tests.banks import ServedBank
from tests.environment import TESTED
from tests.viewers import SECRET


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a role, and an example of each thing wrong.

    Exit status 0 where nothing is, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.access.fuzzing")
    parser.add_argument("--requests", type=int, default=10_000, help="how many as each role")
    parser.add_argument("--role", choices=ROLE_IDS, action="append", help="only as this role")
    parser.add_argument("--store", default="", help="a store with nothing in it, else a new file")
    parser.add_argument("--examples", type=int, default=20, help="how many of what is wrong")
    said = parser.parse_args(arguments)
    os.environ |= TESTED
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("GUANXI_AUTH", "proxy")
        monkeypatch.setenv("GUANXI_PROXY_SECRET", SECRET)
        monkeypatch.setenv("GUANXI_READS", f"{folder}/machine.db")
        store = said.store or f"sqlite:///{Path(folder) / 'guanxi.db'}"
        with closing(ServedBank(store, monkeypatch)) as bank:
            with contextlib.redirect_stderr(None), contextlib.redirect_stdout(sys.stderr):
                keep_planted(bank)
            for outcome in asked_as_each(bank, said.role or ROLE_IDS, said.requests):
                print(outcome.line(), flush=True)
                for key, count in (outcome.faults + outcome.leaks).most_common(said.examples):
                    wrong += count
                    print(f"  {count} x {key}\n      {outcome.examples[key]}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
