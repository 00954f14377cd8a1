"""A value that is taken as unknown stays as its source had it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.checking.checks import check, digest
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench
from tests.loaders.banks import rows_of, write_bank
from tests.loaders.conftest import Load

HEAD = "customer_id,kind,name,birth_on,assets\n"
GOOD = HEAD + "k1,person,甲,1980-01-01,10.5\nk2,person,乙,1981-01-01,20.5\n"
BAD = HEAD + "k1,person,甲,1980-01-01,10.5\nk2,person,乙,,\n"


@pytest.fixture
def warning(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As where the reader finds two values of k2 bad, which are there to describe only."""

    def checked(workbench: Workbench, staged: Staged) -> None:
        check(workbench, staged)
        workbench.run("ALTER TABLE checked_customers ADD COLUMN warned VARCHAR[]")
        workbench.run(
            "UPDATE checked_customers SET birth_on = NULL, assets = NULL,"
            " warned = ['birth_on', 'assets'] WHERE customer_id = 'k2'"
        )
        workbench.run(f"UPDATE checked_customers SET digest = {digest(staged.record.columns)}")

    with monkeypatch.context() as patched:
        patched.setattr("loaders.load.check", checked)
        yield


def test_what_the_source_had_stays(
    load: Load, store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    load(write_bank(tmp_path / "good", customers=GOOD))
    load(write_bank(tmp_path / "crm", customers=BAD), "--as", "crm")
    request.getfixturevalue("warning")
    for options in ((), ("--full",)):
        told = load(write_bank(tmp_path / "bad", customers=BAD), *options).summary
        assert (told["written"], told["closed"]) == (0, 0)
    said = "customer_id, birth_on, assets"
    assert rows_of(store, "customers", said)[1] == ("k2", "1981-01-01", 20.5)


def test_what_another_source_had_is_not_the_source_s_own(
    load: Load, store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    load(write_bank(tmp_path / "good", customers=GOOD))
    request.getfixturevalue("warning")
    load(write_bank(tmp_path / "bad", customers=BAD), "--as", "crm")
    [said] = rows_of(store, "source_rows WHERE key = 'k2' AND source = 'crm'", "said", "1")
    assert "birth_on" not in said[0]
    load(write_bank(tmp_path / "new", customers=HEAD + "k3,person,丙,,\n"), "--as", "crm")
