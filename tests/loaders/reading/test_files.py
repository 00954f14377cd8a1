"""What lies in a folder: refused where it bears a record's name by mistake, named where unused."""

import gzip
import os
import threading
from pathlib import Path

import pytest

from loaders.errors import LoadError
from loaders.reading.origins import find_source
from tests.loaders.banks import SMALL_BANK, write_bank
from tests.loaders.conftest import Load


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("transactions.CSV", "call it transactions.csv"),
        ("Transactions.csv", "call it transactions.csv"),
        ("transactions.csv.GZ", "call it transactions.csv.gz"),
        ("transactions.tsv", "separate it by commas and call it transactions.csv"),
        ("transactions.xlsx", "save it as CSV in UTF-8 (transactions.csv)"),
        ("transactions.csv.zip", "unpack it to transactions.csv"),
        ("transactions.csv.bak", "take it out of the folder"),
        ("TRANSACTIONS", "take it out of the folder"),
        ("\uff34ransactions.csv", "call it transactions.csv"),
        ("transactions\n.csv", "call it transactions.csv"),
    ],
)
def test_a_file_that_bears_a_record_s_name_is_not_passed_over(
    load: Load, store: Path, tmp_path: Path, name: str, advice: str
) -> None:
    bank = write_bank(tmp_path / "bank", customers=SMALL_BANK["customers"])
    (bank / name).write_text(SMALL_BANK["transactions"])
    outcome = load(bank)
    assert (outcome.status, store.exists()) == (2, False)
    assert advice in outcome.complaint


def test_other_files_that_were_not_read_are_named(load: Load, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", customers=SMALL_BANK["customers"])
    for name in ("transaction.csv", "notes.txt", ".hidden", "a\nb"):
        (bank / name).touch()
    (bank / "old").mkdir()
    assert load(bank).summary["ignored"] == ["a\nb", "notes.txt", "transaction.csv"]


def test_what_is_no_regular_file_is_refused(load: Load, store: Path, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", customers=SMALL_BANK["customers"])
    path = bank / "accounts.csv"
    os.mkfifo(path)
    assert "accounts.csv is a named pipe" in load(bank).complaint
    path.unlink()
    path.symlink_to("/dev/zero")
    assert "accounts.csv is a device" in load(bank).complaint
    path.unlink()
    path.symlink_to(tmp_path / "nothing")
    assert "accounts.csv is a link to nothing" in load(bank).complaint
    path.unlink()
    path.mkdir()
    assert "accounts.csv is a folder" in load(bank, "--full").complaint
    assert not store.exists()


def test_pipes_beside_the_files_of_selects_are_refused(load: Load, tmp_path: Path) -> None:
    extract, own = tmp_path / "extract", tmp_path / "core"
    for folder in (extract / "in", own):
        folder.mkdir(parents=True)
    (own / "customers.sql").write_text("FROM read_csv(getvariable('folder') || '/in/*.csv')")
    os.mkfifo(extract / "in" / "a.csv")
    assert "a.csv is a named pipe" in load(extract, "--source", str(own)).complaint


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", customers=SMALL_BANK["customers"])
    file, told = bank / "customers.csv", "customers.csv changed while it was read"
    source = find_source("canonical", bank)
    with pytest.raises(LoadError, match=told), source.unchanged():
        os.truncate(file, 30)
    source = find_source("canonical", bank)
    file.unlink()
    # Whatever the reader says of it.
    with pytest.raises(LoadError, match=told), source.unchanged():
        file.stat()


@pytest.mark.slow
def test_a_file_that_shrinks_while_it_is_read_is_one_line(
    load: Load, store: Path, tmp_path: Path
) -> None:
    rows = "".join(f"C{number},person,Name {number}\n" for number in range(2_000_000))
    bank = write_bank(tmp_path / "bank", customers="customer_id,kind,name\n" + rows)
    cut = threading.Timer(0.4, os.truncate, (bank / "customers.csv", 1_000_000))
    cut.start()
    outcome = load(bank)
    cut.join()
    assert (outcome.status, store.exists()) == (2, False)
    assert "customers.csv changed while it was read" in outcome.complaint


def test_a_gzip_file_does_not_fill_the_disk(load: Load, store: Path, tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank")
    with gzip.open(bank / "customers.csv.gz", "wb", 9) as file:
        file.write(b"customer_id,kind,name\n")
        for _ in range(70):
            file.write(b"\n" * 1_000_000)
    outcome = load(bank)
    assert (outcome.status, store.exists()) == (2, False)
    assert "customers.csv.gz unpacks to more than 200 times its size" in outcome.complaint


def test_a_store_in_memory_is_refused(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_STORE", "sqlite:///:memory:")
    outcome = load(write_bank(tmp_path / "bank", **SMALL_BANK))
    assert (outcome.status, "name a file" in outcome.complaint) == (2, True)
