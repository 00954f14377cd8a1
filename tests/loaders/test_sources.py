"""Sources: folders of SELECTs, the two that come along and ones of an analyst's own."""

import os
import shutil
from pathlib import Path

import pytest

from tests.loaders.banks import everything, rows_of, write_bank
from tests.loaders.conftest import Load

SHARED = Path(
    os.environ.get(
        "GUANXI_SHARED_DATA", Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
    )
)

ANALYST = {
    "customers": "-- Persons.\nSELECT 'P' || no AS customer_id, 'person' AS kind, name,\n"
    "strptime(born, '%d.%m.%Y')::DATE AS birth_on, score AS x_score\n"
    "FROM read_csv(getvariable('folder') || '/**/people.txt', delim = '|', all_varchar = true);\n",
    "accounts": "SELECT 'A' || range AS account_id, 1.5::DECIMAL(18, 4) AS balance FROM range(2)",
}


def source_of(folder: Path, **texts: str) -> str:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.sql").write_text(text, "utf-8")
    return str(folder)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    folder = write_bank(tmp_path / "extract" / "june").parent
    (folder / "june" / "people.txt").write_text(
        "no|name|born|score\n1|A|03.02.1980|7\n2||01.01.1990|\n"
    )
    return folder


def test_a_source_of_ones_own_is_a_folder_of_selects(
    load: Load, store: Path, tmp_path: Path, people: Path
) -> None:
    outcome = load(people, "--source", source_of(tmp_path / "my_bank", **ANALYST))
    assert outcome.status == 1
    assert [(r["file"], r["line"], r["column"]) for r in outcome.rejects] == [
        ("customers.sql", "2", "name")
    ]
    assert rows_of(store, "customers", "customer_id, birth_on, attributes, source") == [
        ("P1", "1980-02-03", '{"x_score":"7"}', "my_bank")
    ]
    assert rows_of(store, "accounts", "account_id, balance", "1") == [("A0", 1.5), ("A1", 1.5)]


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        ({"customers": "SELEC 1"}, "cannot be read: Parser Error"),
        ({"customers": "SELECT 1 AS customer_id"}, "customers.sql has no column kind"),
        ({"customers": "FROM read_csv('/nowhere/x.csv')"}, "customers.sql cannot be read"),
        ({}, "holds no SELECT, such as customers.sql, and no mapping.yaml"),
        (
            {
                "customers": "SELECT 'C1' AS customer_id, 'person' AS kind, 'A' AS name,"
                " strptime('1981-13-01', '%Y-%m-%d') AS birth_on"
            },
            "write coalesce(try_strptime(",
        ),
        (ANALYST | {"account": "SELECT 1"}, "account.sql is named after no record"),
    ],
)
def test_a_source_that_cannot_work_says_why(
    load: Load, tmp_path: Path, people: Path, texts: dict[str, str], complaint: str
) -> None:
    outcome = load(people, "--source", source_of(tmp_path / "mine", **texts))
    assert outcome.status == 2
    assert complaint in outcome.complaint


def test_an_unknown_source_is_told_with_those_there_are(load: Load, people: Path) -> None:
    outcome = load(people, "--source", "finbank")
    assert "no source finbank: name one of berka, canonical, finbench" in outcome.complaint


def shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"no {name} data: set GUANXI_SHARED_DATA to the folder that holds it")
    return folder


@pytest.mark.slow
def test_finbench_is_loaded_whole(load: Load, store: Path) -> None:
    folder = shared("finbench") / "sf0.01"
    outcome = load(folder, "--source", "finbench")
    assert outcome.status == 0
    assert {name: counts["accepted"] for name, counts in outcome.summary["records"].items()} == {
        "customers": 785 + 386,
        "accounts": 2_055 + 1_376,
        "account_holders": 2_055 + 1_376,
        "transactions": 8_132 + 9_182 + 2_747 + 2_758,
        "ownerships": 1_983,
        "guarantees": 579,
        "exposures": 1_376,
        "identifiers": 631,
    }
    customer = "customer_id, kind, name, birth_on, gender, registered_on, region, industry"
    assert rows_of(store, "customers WHERE customer_id IN ('P755', 'C237')", customer) == [
        (
            "C237",
            "company",
            "Rosenbaum-Gleason",
            None,
            None,
            "2020-01-03",
            "Tunisia",
            "Voting Facility",
        ),
        ("P755", "person", "Bertrand", "1991-12-21", "male", "2020-01-01", "Australia", None),
    ]
    assert rows_of(store, "guarantees", "count(amount)", "1") == [(0,)]
    again = load(folder / "snapshot", "--source", "finbench")
    assert again.summary["written"] == 0


@pytest.mark.slow
def test_finbench_ids_do_not_hang_on_the_order_of_rows(
    load: Load, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shared("finbench") / "sf0.01" / "snapshot"
    load(folder, "--source", "finbench")
    turned = Path(shutil.copytree(folder, tmp_path / "turned"))
    for path in turned.iterdir():
        path.chmod(0o644)
        header, *rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([header, *reversed(rows)]), "utf-8")
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{tmp_path / 'turned.db'}")
    load(turned, "--source", "finbench")
    assert everything(tmp_path / "turned.db") == everything(store)


@pytest.mark.slow
def test_berka_is_loaded_whole(load: Load, store: Path) -> None:
    outcome = load(shared("berka"), "--source", "berka")
    assert outcome.status == 0
    accepted = {name: counts["accepted"] for name, counts in outcome.summary["records"].items()}
    assert accepted == {
        "customers": 5_369,
        "accounts": 4_500 + 1_592,
        "account_holders": 5_369,
        "transactions": 49_102,
        "exposures": 682,
    }
    assert rows_of(
        store, "customers WHERE customer_id = 'C1'", "name, birth_on, gender, region"
    ) == [("Client 1", "1970-12-13", "female", "Pisek")]
    assert rows_of(store, "exposures", "DISTINCT status", "1") == [
        ("active",),
        ("non_performing",),
        ("overdue",),
        ("settled",),
    ]
    assert rows_of(store, "accounts WHERE external", "count(*)", "1") == [(1_592,)]
    outside = "transactions WHERE from_no = 0 AND to_no = 0"
    assert rows_of(store, outside, "count(*)", "1") == [(0,)]
