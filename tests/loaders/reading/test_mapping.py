"""mapping.yaml: a bank's own files as canonical records, without SQL."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.loaders.banks import rows_of
from tests.loaders.conftest import Load, Outcome

CUSTOMERS = (
    "客户号|类型|姓名|生日|存款(万元)|同意\n"
    "K1|1|张三|19850505|1.5|Y\n"
    "K2|2|李四贸易|1985-05-05|1,234.56789|N\n"
    "K3|01|王五|19800101|-2|\n"
    "K4|9|赵六|19800101||Y\n"
    "K5|1|钱七|20251301|￥3|Y\n"
)
MAPPING: dict[str, Any] = {
    "customers": {
        "file": "CUST_*.txt",
        "delimiter": "|",
        "columns": {
            "customer_id": "客户号",
            "kind": {"from": "类型", "codes": {"1": "person", "2": "company", "01": "person"}},
            "name": "姓名",
            "birth_on": {"from": "生日", "format": "%Y%m%d"},
            "assets": {"from": "存款(万元)", "unit": "10000", "thousands": ","},
            "marketing_consent": {"from": "同意", "codes": {"Y": "true", "N": "false"}},
        },
    }
}


def changed(place: str, value: Any) -> dict[str, Any]:
    """The mapping with another value at a place such as customers.columns.kind."""
    said: dict[str, Any] = yaml.safe_load(yaml.safe_dump(MAPPING, allow_unicode=True))
    at: Any = said
    *above, last = place.split(".")
    for key in above:
        at = at[key]
    at[last] = value
    return said


@pytest.fixture
def mapped(load: Load, tmp_path: Path) -> Any:
    """Loads the customers' file with a mapping, or with the text of one."""

    def run(said: Any = MAPPING, *options: str, files: dict[str, bytes] | None = None) -> Outcome:
        extract, own = tmp_path / "extract", tmp_path / "my_bank"
        for folder in (extract, own):
            folder.mkdir(exist_ok=True)
        for name, content in (files or {"CUST_1.txt": CUSTOMERS.encode()}).items():
            (extract / name).write_bytes(content)
        text = said if isinstance(said, str) else yaml.safe_dump(said, allow_unicode=True)
        (own / "mapping.yaml").write_text(text, "utf-8")
        return load(extract, "--source", str(own), *options)

    return run


def told(outcome: Outcome, path: str = "rejects_file") -> list[tuple[str, ...]]:
    query = (
        'SELECT file, line, key, "column", value, reason_code FROM read_csv(?, all_varchar = true)'
    )
    file = outcome.summary[path]
    return duckdb.execute(query, [file]).fetchall() if file else []


def test_a_mapping_says_columns_codes_formats_units_and_thousands(mapped: Any, store: Path) -> None:
    outcome = mapped()
    assert (outcome.status, outcome.summary["source"]) == (1, "my_bank")
    columns = "customer_id, kind, name, birth_on, assets, marketing_consent"
    assert rows_of(store, "customers", columns) == [
        ("K1", "person", "张三", "1985-05-05", 15000.0, 1),
        ("K2", "company", "李四贸易", None, 12345678.9, 0),
        ("K3", "person", "王五", "1980-01-01", -20000.0, None),
        ("K5", "person", "钱七", None, None, 1),
    ]
    assert told(outcome) == [("CUST_1.txt", "5", "K4", "kind", "9", "not_listed")]
    assert told(outcome, "warnings_file") == [
        ("CUST_1.txt", "3", "K2", "birth_on", "1985-05-05", "not_in_format"),
        ("CUST_1.txt", "6", "K5", "birth_on", "20251301", "not_in_format"),
        ("CUST_1.txt", "6", "K5", "assets", "￥3", "not_a_number"),
    ]


def test_several_formats_may_be_named(mapped: Any, store: Path) -> None:
    place = "customers.columns.birth_on.format"
    mapped(changed(place, ["%Y%m%d", "%Y-%m-%d"]))
    assert rows_of(store, "customers", "birth_on", "customer_id")[1] == ("1985-05-05",)


def test_rows_of_several_files_are_told_by_their_own_lines(mapped: Any, store: Path) -> None:
    head = CUSTOMERS.splitlines()[0]
    files = {
        "CUST_1.txt": CUSTOMERS.encode(),
        "CUST_2.txt": f'{head}\nL1|1|"a\nb"|||\nL2|9|A|||\nL3|1\nL4|1|B|||\n'.encode(),
        "CUST_3.txt": "同意|姓名|客户号|类型|生日|存款(万元)\n|C|M1|9||\n|C|M2|1||\n".encode(),
    }
    outcome = mapped(files=files)
    assert told(outcome) == [
        ("CUST_1.txt", "5", "K4", "kind", "9", "not_listed"),
        ("CUST_2.txt", "2", "L1", "name", "a\nb", "line_break"),
        ("CUST_2.txt", "4", "L2", "kind", "9", "not_listed"),
        ("CUST_2.txt", "5", None, None, "L3|1", "too_few_cells"),
        ("CUST_3.txt", "2", "M1", "kind", "9", "not_listed"),
    ]
    names = {name for (name,) in rows_of(store, "customers", "customer_id", "1")}
    assert {"L4", "M2"} <= names
    assert outcome.summary["read"] == 11


def test_percent_becomes_a_share_to_the_last_decimal(mapped: Any, store: Path) -> None:
    said = {
        "customers": {"file": "c.csv", "columns": {"customer_id": "c", "kind": "k", "name": "c"}},
        "ownerships": {
            "file": "o.csv",
            "columns": {
                "owner_id": "a",
                "owned_id": "b",
                "share": {"from": "p", "unit": "0.01"},
                "from_on": {"from": "d", "format": "%d/%m/%Y"},
            },
        },
    }
    files = {
        "c.csv": b"c,k\nA,company\nB,company\nC,company\n",
        "o.csv": b"a,b,p,d\nA,B,61.5%,31/12/2024\nA,C,7,\nB,C,1e1,\nC,B,200%,\n",
    }
    outcome = mapped(said, files=files)
    assert rows_of(store, "ownerships", "share, from_on", "1") == [
        (0.07, None),
        (0.615, "2024-12-31"),
    ]
    assert [row[1:] for row in told(outcome)] == [
        ("4", "B|C|", "share", "1e1", "not_a_number"),
        ("5", "C|B|", "share", "200%", "out_of_range"),
    ]


def test_codes_are_what_is_written_and_not_what_yaml_makes_of_it(mapped: Any, store: Path) -> None:
    text = """
customers:
  file: CUST_1.txt
  columns:
    customer_id: no
    name: no
    kind: {from: k, codes: {NO: person, 1: company, 01: other, "": government}}
"""
    files = {"CUST_1.txt": b"no,k\na,NO\nb,1\nc,01\nd,\n"}
    assert mapped(text, files=files).status == 0
    assert rows_of(store, "customers", "kind", "customer_id") == [
        ("person",),
        ("company",),
        ("other",),
        ("government",),
    ]


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (changed("customers.columns.nmae", "姓名"), "customers.columns.nmae is no column of"),
        (changed("customers.columns.nmae", "姓名"), "did you mean name?"),
        (
            changed("customers.columns.name", "名"),
            "CUST_1.txt has no column 名, which mapping.yaml",
        ),
        (changed("customers.file", "KUST*"), "customers.file finds no file in"),
        (changed("customers.fil", "KUST*"), "customers.fil is unknown"),
        (changed("customers.columns.kind.code", {}), "customers.columns.kind.code is unknown"),
        (changed("clients", {}), "clients is no record"),
        (changed("customers.columns.assets.unit", "much"), "customers.columns.assets.unit"),
        (changed("customers.columns.assets.unit", "0"), "must be a factor more than 0"),
        (changed("customers.columns.assets.format", "%Y"), "leave one of them"),
        (changed("customers.columns.birth_on.format", "%Q"), "is no format: %Q"),
        (changed("customers.columns.name", {"from": "姓名", "format": "%Y"}), "is for days"),
        (
            changed("customers.columns.name", {"from": "姓名", "unit": "10"}),
            "customers.columns.name is no number",
        ),
        (
            changed("customers.columns.birth_on", {"from": "姓名", "thousands": ","}),
            "customers.columns.birth_on is no number",
        ),
        ({"customers": "CUST_1.txt"}, "mapping.yaml: customers must have keys of its own"),
        ({"customers": {"file": "C*"}}, "mapping.yaml: customers.columns is missing"),
        (changed("customers.columns.kind", {"of": "类"}), "customers.columns.kind.from is missing"),
        (changed("customers.delimiter", ["|"]), "customers.delimiter must be one text"),
        (changed("customers.delimiter", "x"), "must be a mark such as '|'"),
        ({"customers": {"file": "C*", "columns": {"name": "姓名"}}}, "lacks customer_id"),
        ({}, "mapping.yaml says nothing"),
        ("- customers\n", "must begin with the name of a record"),
        ("customers: [\n", "is no YAML"),
        ("customers:\n  file: a\n  file: b\n", "file is said twice (line 3)"),
        ("customers:\n  columns: {name: a, name: b}\n", "name is said twice"),
        ("a: &a [1]\nb: *a\n", "has an alias"),
        ("customers: !!python/object/apply:os.system [ls]\n", "mapping.yaml"),
    ],
)
def test_a_mapping_that_cannot_be_meant_stops_the_load_and_says_why(
    mapped: Any, store: Path, said: Any, complaint: str
) -> None:
    outcome = mapped(said)
    assert outcome.status == 2
    assert complaint in outcome.complaint
    assert not store.exists()


def test_parquet_may_be_mapped_too(mapped: Any, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    rows = "(VALUES (1::BIGINT, 'P', 0.1::DOUBLE + 0.2), (2, 'Q', 3)) AS t(no, typ, money)"
    duckdb.execute(f"COPY (FROM {rows}) TO '{file}'").fetchall()
    said = {
        "customers": {
            "file": "*.parquet",
            "columns": {
                "customer_id": "no",
                "name": "no",
                "kind": {"from": "typ", "codes": {"P": "person", "Q": "other"}},
                "assets": {"from": "money", "unit": "10000"},
            },
        }
    }
    assert mapped(said, files={"x.parquet": file.read_bytes()}).status == 0
    assert rows_of(store, "customers", "customer_id, kind, assets") == [
        ("1", "person", 3000.0),
        ("2", "other", 30000.0),
    ]


def test_a_mapping_reads_files_in_their_own_encoding(mapped: Any, store: Path) -> None:
    files = {"CUST_1.txt": CUSTOMERS.encode("gb18030")}
    assert mapped(MAPPING, "--encoding", "gb18030", files=files).summary["accepted"] == 4
    assert rows_of(store, "customers", "name", "customer_id")[0] == ("张三",)


def test_a_file_may_have_any_name(mapped: Any, store: Path) -> None:
    name = "CUST_1.[a]*?.2025\n{x}.'y'"
    said = changed("customers.file", "CUST_1*")
    outcome = mapped(said, files={name: CUSTOMERS.encode()})
    assert outcome.summary["accepted"] == 4
    assert told(outcome)[0][0] == name
    assert mapped(changed("customers.file", "CUST_1.[[]a*")).summary["written"] == 0
