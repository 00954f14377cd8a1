"""What a load with --full closes, keeps and refuses, through the command and the API."""

import json
from pathlib import Path
from typing import Any

import pytest

import loaders.__main__
from tests.banks import ServedBank
from tests.loaders.banks import rows_of, write_bank

CUSTOMERS = (
    "customer_id,kind,name,birth_on\nk1,person,甲,1980-01-01\nk2,person,乙,1981-01-01\n"
    "k3,person,丙,1982-01-01\n"
)
GUARANTEES = "guarantee_id,guarantor_id,borrower_id,amount\n1,k1,k2,5\n2,k2,k3,5\n3,k3,k1,5\n"


class Loading:
    """Runs the command as users do, on a bank that is served."""

    def __init__(self, bank: ServedBank, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.bank, self.folder, self._capsys = bank, folder, capsys

    def __call__(self, *options: str, status: int = 0, **files: str | None) -> dict[str, Any]:
        """Change some files (None: it goes), load; the summary, or what was complained."""
        for name, text in files.items():
            if text is None:
                (self.folder / f"{name}.csv").unlink()
            else:
                write_bank(self.folder, **{name: text})
        self._capsys.readouterr()
        rejects = str(self.folder / "rejects")
        arguments = [str(self.folder), "--json", "--rejects", rejects, *options]
        assert loaders.__main__.main(arguments) == status
        told = self._capsys.readouterr()
        summary = json.loads(told.out) if told.out else {}
        complaint = told.err.splitlines()[-1] if status == 2 else ""
        return {**summary, "complaint": complaint}

    def circle(self) -> list[str]:
        """Who is in a guarantee circle after a new run."""
        self.bank.derive()
        return sorted(holder["customer_id"] for holder in self.bank.holders("guarantee_circle"))


@pytest.fixture
def loading(bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Loading:
    made = Loading(bank, tmp_path / "files", capsys)
    made("--full", customers=CUSTOMERS, guarantees=GUARANTEES)
    return made


def test_a_rejected_row_is_not_an_absent_row(loading: Loading) -> None:
    wrong = GUARANTEES.replace("2,k2,k3,5", "2,k2,k3,5万")
    told = loading("--full", guarantees=wrong, status=1)
    assert (told["closed"], told["kept"], told["rejected"]) == (0, 1, 1)
    # Rows that refer to a row kept as stored are accepted.
    told = loading("--full", customers=CUSTOMERS.replace("k2,person", "k2,robot"), status=1)
    assert (told["closed"], told["kept"], told["rejected"]) == (0, 2, 2)
    assert loading.circle() == ["k1", "k2", "k3"]
    assert loading.bank.get("/customers/k2")["closed_on"] is None


def test_a_row_that_cannot_be_told_keeps_all_of_its_record(loading: Loading) -> None:
    told = loading("--full", guarantees=GUARANTEES.replace("2,k2", ",k2"), status=1)
    assert (told["closed"], told["kept"]) == (0, 1)


@pytest.mark.parametrize(
    "files",
    [
        {"customers": "customer_id,kind,name\n"},
        {"guarantees": None},
        {"guarantees": "guarantee_id,guarantor_id,borrower_id\n"},
    ],
)
def test_a_file_that_lacks_all_that_the_last_had_is_refused(
    loading: Loading, files: dict[str, str | None]
) -> None:
    checked = loading("--full", "--check", status=2, **files)
    assert checked["check"] is True
    assert checked["refused"] in checked["complaint"]
    assert checked["closed"] == 3
    complaint = loading("--full", status=2)["complaint"]
    assert complaint == checked["complaint"]
    assert next(iter(files)) in complaint
    assert "L1 of canonical had 3" in complaint
    assert loading.circle() == ["k1", "k2", "k3"]
    # A check is no load; a refused load is one, that never began.
    first, _ = loading.bank.get("/loads")["items"]
    assert (first["load_id"], first["state"], first["closed"]) == ("L2", "refused", 0)
    assert first["reason"] in complaint
    assert loading("--full", "--allow-closing")["closed"] == 3


def test_loads_are_told_page_by_page_and_one_by_one(loading: Loading) -> None:
    loading(guarantees=None)
    page = loading.bank.get("/loads", limit=1)
    assert [load["load_id"] for load in page["items"]] == ["L2"]
    [first] = loading.bank.get("/loads", limit=1, cursor=page["next"])["items"]
    assert first == loading.bank.get("/loads/L1")
    assert first["files"] == ["customers.csv", "guarantees.csv"]
    assert (first["read"], first["accepted"], first["written"]) == (6, 6, 6)
    assert (first["state"], first["full"], first["reason"]) == ("done", True, None)
    assert first["records"]["guarantees"]["written"] == 3
    assert first["seconds"] >= 0
    assert loading.bank.get("/loads/L9", status=404)["type"].endswith("not-found")
    loading.bank.get("/loads/nine", status=422)


def test_without_full_a_missing_file_is_nothing(loading: Loading) -> None:
    assert loading(guarantees=None)["closed"] == 0
    assert loading.circle() == ["k1", "k2", "k3"]


def many(count: int) -> str:
    return "customer_id,kind,name\n" + "".join(f"c{n:04},person,n{n}\n" for n in range(count))


@pytest.mark.parametrize(("left", "refused"), [(990, False), (980, False), (979, True)])
def test_a_load_that_would_close_too_many_is_refused(
    sqlite_bank: ServedBank,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    left: int,
    refused: bool,
) -> None:
    loading = Loading(sqlite_bank, tmp_path / "files", capsys)
    loading("--full", customers=many(1_000))
    told = loading("--full", status=2 if refused else 0, customers=many(left))
    if refused:
        assert "21 of 1,000 open rows of canonical would be closed" in told["complaint"]
        assert "2 % (GUANXI_MAX_CLOSED)" in told["complaint"]
        assert loading("--full", "--allow-closing")["closed"] == 21
    else:
        assert told["closed"] == 1_000 - left


def test_ten_rows_may_close_whatever_the_share(
    sqlite_bank: ServedBank,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loading = Loading(sqlite_bank, tmp_path / "files", capsys)
    loading("--full", customers=many(30))
    assert loading("--full", customers=many(20))["closed"] == 10
    loading("--full", customers=many(9), status=2)
    monkeypatch.setenv("GUANXI_MAX_CLOSED", "0.9")
    assert loading("--full", customers=many(9))["closed"] == 11


def test_a_closed_row_keeps_the_load_that_closed_it(
    sqlite_bank: ServedBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loading = Loading(sqlite_bank, tmp_path / "files", capsys)
    loading("--full", customers=CUSTOMERS, guarantees=GUARANTEES)
    loading("--full", guarantees=GUARANTEES.replace("3,k3,k1,5\n", ""))
    path = Path(sqlite_bank.url.removeprefix("sqlite:///"))
    columns = "guarantee_id, load_no, closed_load"
    assert rows_of(path, "guarantees", columns) == [("1", 1, None), ("2", 1, None), ("3", 1, 2)]
    loading("--full", guarantees=GUARANTEES)
    assert rows_of(path, "guarantees", columns)[2] == ("3", 3, None)


def test_a_check_says_what_a_load_then_does(loading: Loading) -> None:
    changed = GUARANTEES.replace("1,k1,k2,5", "1,k1,k2,6").replace("3,k3,k1,5\n", "4,k3,k9,1\n")
    checked = loading("--full", "--check", status=1, guarantees=changed)
    assert len(loading.bank.get("/loads")["items"]) == 1
    done = loading("--full", status=1)
    same = ("read", "accepted", "rejected", "written", "unchanged", "closed", "kept", "records")
    assert {name: checked[name] for name in same} == {name: done[name] for name in same}
    assert (done["written"], done["closed"], done["rejected"]) == (1, 1, 1)


def test_a_check_needs_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{tmp_path / 'none.db'}")
    write_bank(tmp_path / "files", customers=CUSTOMERS, guarantees=GUARANTEES)
    assert loaders.__main__.main([str(tmp_path / "files"), "--full", "--check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == 6
    assert not (tmp_path / "none.db").exists()
