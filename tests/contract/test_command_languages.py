"""Every command speaks the language of GUANXI_LANG, when it is done and when it cannot."""

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import guanxi.__main__
import service.__main__
from tests.contract.prose import chinese_faults, english_faults
from tests.loaders.banks import SMALL_BANK, write_bank

CUSTOMERS = SMALL_BANK["customers"]
CHINESE = "[\u3400-\u9fff]"

#: What stands in the folder in which a command runs.
Prepared = Callable[[Path], object]


def nothing(folder: Path) -> None:
    """An empty folder."""


def a_bank(folder: Path) -> None:
    """Files that load."""
    write_bank(folder / "bank", **SMALL_BANK)


def a_bad_bank(folder: Path) -> None:
    """Files with rows that are rejected, values that are doubtful, and a file that is not read."""
    rows = {
        "customers": CUSTOMERS + "C9,dog,X,,\nC10,person,X,,\nC10,person,X,,\n",
        "guarantees": "guarantee_id,guarantor_id,borrower_id,amount,from_on,to_on\n"
        "G8,C1,C1,1,,\nG9,C1,C2,-1,2025-01-02,2025-01-01\nG7,C1,NOBODY,1,,\nG6,C1,C2,1,\n",
        "ownerships": "owner_id,owned_id,share\nC1,C2,2\n",
        "exposures": "exposure_id,customer_id,kind,amount,currency,due_on\nE1,C1,loan,1,RMB,\n"
        "E2,C1,loan,1,CNY,soon\n",
    }
    write_bank(folder / "bank", **rows)
    (folder / "bank" / "notes.txt").write_text("x")


def a_store(folder: Path) -> None:
    """A store that was loaded, without a run."""
    a_bank(folder)
    assert guanxi.__main__.main(["load", str(folder / "bank")]) == 0


def a_run(folder: Path) -> None:
    """A store with a run, and a table of names."""
    a_store(folder)
    assert service.__main__.main(["derive", "--tags", "guarantee_circle"]) == 0
    (folder / "names.csv").write_text("name,birth_on\nsomebody,never\n", "utf-8")


def a_fuller_store(folder: Path) -> None:
    """A store that has what the files lack now."""
    a_store(folder)
    (folder / "bank" / "guarantees.csv").unlink(missing_ok=True)
    (folder / "bank" / "transactions.csv").unlink()


def file(name: str, text: str) -> Prepared:
    """A folder `bank` with one file."""

    def prepared(folder: Path) -> None:
        (folder / "bank").mkdir()
        (folder / "bank" / name).write_bytes(text.encode("utf-8", "surrogateescape"))

    return prepared


@dataclass(frozen=True)
class Case:
    """A command, what it finds, the settings it has, and how it ends."""

    command: str
    status: int = 2
    prepared: Prepared = nothing
    settings: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        named = [f"{name}={value}" for name, value in self.settings.items()]
        return " ".join([*named, self.command, self.prepared.__name__])


MAPPING = "load bank --source bank"
CASES = (
    Case(""),
    Case("lode"),
    Case("load bank"),
    Case("load bank", prepared=file("x.csv", "")),
    Case("load bank", 0, a_bank),
    Case("load bank", 1, a_bad_bank),
    Case("load bank --check", 1, a_bad_bank),
    Case("load bank --full", 2, a_fuller_store),
    Case("load bank --full --check", 2, a_fuller_store),
    Case("load bank --source nowhere", prepared=a_bank),
    Case("load bank --encoding klingon", prepared=a_bank),
    Case("load bank --encoding gb18030", prepared=file("customers.csv", "客户编号,kind\n")),
    Case("load bank --as a,b", prepared=a_bank),
    Case("load bank", prepared=file("customers.csv", "")),
    Case("load bank", prepared=file("customers.csv", "customer_id,kind,naem\n")),
    Case("load bank", prepared=file("customers.csv", "customer_id;kind;name\n")),
    Case("load bank", prepared=file("customers.csv", "customer_id,kind\n")),
    Case("load bank", prepared=file("customers.csv", "customer_id,kind,name\nC1,person,\udcff\n")),
    Case("load bank", prepared=file("customers.csv", '"customer_id,kind\n')),
    Case("load bank", prepared=file("customers.parquet", "no parquet")),
    Case("load bank", prepared=file("customers.xlsx", "")),
    Case("load bank", prepared=file("customers.csv.gz", "no gzip")),
    Case(MAPPING, prepared=file("mapping.yaml", "customer:\n")),
    Case(MAPPING, prepared=file("mapping.yaml", "- a\n")),
    Case(MAPPING, prepared=file("mapping.yaml", "customers: {file: [}\n")),
    Case(MAPPING, prepared=file("mapping.yaml", "customers: {file: x, columns: {a: b}}\n")),
    Case(MAPPING, prepared=file("mapping.yaml", "customers: {file: x, columns: 1}\n")),
    Case(MAPPING, prepared=file("mapping.yaml", "customers: {colour: x}\n")),
    Case(MAPPING, prepared=file("mapping.yaml", "a: &x 1\nb: *x\n")),
    Case(MAPPING, prepared=file("customers.sql", "SELECT nothing")),
    Case("load bank", prepared=a_bank, settings={"GUANXI_CURRENCY": "RMB"}),
    Case("load bank", prepared=a_bank, settings={"GUANXI_MAX_CLOSED": "7"}),
    Case("load bank", prepared=a_bank, settings={"GUANXI_TIME_ZONE": "Mars"}),
    Case("load bank", prepared=a_bank, settings={"GUANXI_STORE": "oracle://x"}),
    Case("load bank", prepared=a_bank, settings={"GUANXI_STORE": "sqlite:////nowhere/x.db"}),
    Case("load bank", prepared=a_bank, settings={"GUANXI_STORE": "neo4j://127.0.0.1:1"}),
    Case(
        "load bank",
        prepared=a_bank,
        settings={"GUANXI_NEO4J_CA": "/nowhere", "GUANXI_STORE": "neo4j://x"},
    ),
    Case("template new", 0),
    Case("template bank", prepared=a_bank),
    Case("template new --from bank/customers.csv", 0, a_bank),
    Case("template new --from bank/customers.csv", prepared=file("customers.csv", "zzz,yyy\n")),
    Case("template new --from nowhere.csv"),
    Case("migrate", 0),
    Case("migrate", 0, a_store),
    Case("derive --as-of 2025-12-31 --tags guarantee_circle", 0, a_store),
    Case("derive --as-of soon", prepared=a_store),
    Case("derive --as-of 2999-01-01", prepared=a_store),
    Case("derive --tags nothing", prepared=a_store),
    Case("derive", prepared=a_store, settings={"GUANXI_HUB_CUSTOMERS": "x"}),
    Case("derive", prepared=a_store, settings={"GUANXI_UNDRAWN_FACTORS": "loan"}),
    Case("derive", prepared=a_store, settings={"GUANXI_UNDRAWN_FACTORS": "gift=1"}),
    Case("runs"),
    Case("runs", 0, a_store),
    Case("runs", 0, a_run),
    Case("runs --withdraw", prepared=a_run),
    Case("runs --withdraw --reason x", prepared=a_run),
    Case("runs --publish 9", prepared=a_run),
    Case("export-demo demo --customers 200", 0),
    Case("export-demo demo --customers 1"),
    Case("export-demo demo --seed -1"),
    Case("copy sqlite:///here.db sqlite:///there.db", 0, a_run),
    Case("copy sqlite:///here.db sqlite:///here.db", prepared=a_run),
    Case("copy sqlite:///nowhere.db sqlite:///there.db"),
    Case("match names.csv", 1, a_run),
    Case("match names.csv"),
    Case("match names.csv --tags nothing", prepared=a_run),
    Case("match bank/customers.csv --out x.doc", prepared=a_store),
    Case("serve"),
    Case("serve --host 192.0.2.1", prepared=a_store),
)
#: In English other tests look at much of what is said.
LANGUAGES = ["zh", pytest.param("en", marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Prepared], Path]:
    """What stands in the folders, each made once."""
    folders: dict[Prepared, Path] = {}

    def folder(prepared: Prepared) -> Path:
        if prepared not in folders:
            folders[prepared] = tmp_path_factory.mktemp("prepared")
            with pytest.MonkeyPatch.context() as monkeypatch:
                monkeypatch.chdir(folders[prepared])
                monkeypatch.setenv("GUANXI_STORE", "sqlite:///here.db")
                prepared(folders[prepared])
        return folders[prepared]

    return folder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_command_speaks_one_language(
    case: Case,
    language: str,
    made: Callable[[Prepared], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(made(case.prepared), tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUANXI_LANG", language)
    monkeypatch.setenv("GUANXI_STORE", "sqlite:///here.db")
    capsys.readouterr()
    for name, value in case.settings.items():
        monkeypatch.setenv(name, value)
    assert guanxi.__main__.main(case.command.split()) == case.status
    out, err = capsys.readouterr()
    assert err if case.status == 2 else out
    assert "Traceback" not in err
    lines = [*out.splitlines(), *err.splitlines(), *reasons(tmp_path)]
    if language == "zh":
        assert [line for line in lines if not any(letter >= "\u3400" for letter in line)] == []
    assert [*faults(lines, language)] == []


def reasons(folder: Path) -> list[str]:
    """Why rows and values were not taken, as the files of a load tell it."""
    found = []
    for path in sorted(folder.rglob("*.csv")):
        if path.name in ("rejects.csv", "warnings.csv"):
            with path.open(encoding="utf-8", newline="") as opened:
                found += [row["reason"] for row in csv.DictReader(opened)]
    return found


def faults(lines: list[str], language: str) -> list[str]:
    """What is said in the other language."""
    of_line = chinese_faults if language == "zh" else english_faults
    return [fault for line in lines for fault in of_line(line)]


def test_bad_rows_of_each_kind_are_among_those_that_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUANXI_STORE", "sqlite:///here.db")
    a_bad_bank(tmp_path)
    assert guanxi.__main__.main(["load", "bank"]) == 1
    assert len(set(reasons(tmp_path))) >= 8


def test_a_language_that_nobody_knows_is_refused_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_bank(tmp_path)
    monkeypatch.setenv("GUANXI_LANG", "fr")
    assert guanxi.__main__.main(["load", str(tmp_path / "bank")]) == 2
    assert capsys.readouterr().err == "未加载：GUANXI_LANG：须为以下之一：zh或en\n"
    assert service.__main__.main(["migrate"]) == 2
    assert capsys.readouterr().err == "GUANXI_LANG：须为以下之一：zh或en\n"


def test_without_the_setting_it_is_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GUANXI_LANG")
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{tmp_path}/here.db")
    a_bank(tmp_path)
    assert guanxi.__main__.main(["load", str(tmp_path / "bank")]) == 0
    rows = sum(text.count("\n") - 1 for text in SMALL_BANK.values())
    out, err = capsys.readouterr()
    assert out.startswith(
        f"加载批次L1（canonical）：读取{rows}行 = 接收{rows}行 + 拒收0行；写入{rows}行，不变0行，"
        "关闭0行；用时"
    )
    assert "读取customers.csv：3行\n" in err
