"""Files that are not in UTF-8: their encoding is named, and what is not in it is told."""

import gzip
from pathlib import Path

import pytest

from tests.loaders.banks import rows_of, write_bank
from tests.loaders.conftest import Load

HEAD = "customer_id,kind,name\n"
NAMES = ["张三", "李四贸易有限公司", "龘靐𠮷", "Müller"]
TEXT = HEAD + "".join(f"C{number},person,{name}\n" for number, name in enumerate(NAMES))


@pytest.mark.parametrize("encoding", ["gb18030", "GB18030", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("packed", [False, True], ids=["csv", "csv.gz"])
def test_a_file_is_read_in_the_encoding_that_is_named(
    load: Load, store: Path, tmp_path: Path, encoding: str, packed: bool
) -> None:
    content = TEXT.encode(encoding)
    folder = write_bank(tmp_path / "bank")
    name = "customers.csv.gz" if packed else "customers.csv"
    (folder / name).write_bytes(gzip.compress(content) if packed else content)
    assert load(folder, "--encoding", encoding).status == 0
    assert [name for (name,) in rows_of(store, "customers", "name", "customer_id")] == NAMES


def test_a_row_in_another_encoding_is_told_and_the_others_are_loaded(
    load: Load, store: Path, tmp_path: Path
) -> None:
    content = TEXT.encode("gb18030") + b"C9,person,\xff\xff\nC10,person,\xb0\nC11,person,A\n"
    outcome = load(write_bank(tmp_path / "bank", customers=content), "--encoding", "gb18030")
    assert [(row["line"], row["reason_code"]) for row in outcome.rejects] == [
        ("6", "not_in_encoding"),
        ("7", "not_in_encoding"),
    ]
    assert outcome.rejects[0]["reason"] == "the row is not encoded in gb18030"
    assert outcome.summary["accepted"] == len(NAMES) + 1


def test_bad_rows_of_a_file_that_is_utf8_are_told_however_many_they_are(
    load: Load, tmp_path: Path
) -> None:
    content = (HEAD + "C1,person,张三\n").encode() + "C2,person,李四\nC3,person,王五\n".encode(
        "gbk"
    )
    outcome = load(write_bank(tmp_path / "bank", customers=content))
    assert [row["line"] for row in outcome.rejects] == ["3", "4"]
    assert outcome.summary["accepted"] == 1


def test_utf8_is_not_taken_for_other_letters(load: Load, store: Path, tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "bank", customers=TEXT)
    outcome = load(folder, "--encoding", "gb18030")
    assert outcome.status == 2
    assert "customers.csv is UTF-8 and not gb18030, from line 2 on" in outcome.complaint
    assert not store.exists()


@pytest.mark.parametrize("name", ["klingon", "", "base64", "rot13", "idna", "undefined", "a\0b"])
def test_an_encoding_that_is_none_is_told(load: Load, tmp_path: Path, name: str) -> None:
    outcome = load(write_bank(tmp_path / "bank", customers=TEXT), "--encoding", name)
    assert outcome.status == 2
    assert "there is no encoding" in outcome.complaint


def test_selects_read_the_files_of_the_encoding_that_is_named(
    load: Load, store: Path, tmp_path: Path
) -> None:
    extract, own = tmp_path / "extract", tmp_path / "core"
    (extract / "day").mkdir(parents=True)
    own.mkdir()
    text = "no|name\n" + "".join(f"{no}|{name}\n" for no, name in enumerate(NAMES[:2]))
    (extract / "day" / "C.txt").write_bytes(text.encode("gbk"))
    (extract / "D.csv.gz").write_bytes(gzip.compress("no|name\n7|王五\n8|赵六\n".encode("gbk")))
    (own / "customers.sql").write_text(
        "SELECT no AS customer_id, 'person' AS kind, name FROM read_csv([getvariable('folder') ||"
        " '/day/*.txt', getvariable('folder') || '/D.csv.gz'], delim = '|', all_varchar = true)"
    )
    assert load(extract, "--source", str(own), "--encoding", "gbk").status == 0
    names = [name for (name,) in rows_of(store, "customers", "name", "customer_id")]
    assert names == [*NAMES[:2], "王五", "赵六"]
    outcome = load(extract, "--source", str(own))
    assert outcome.status == 2
    assert "name the encoding of the files with --encoding" in outcome.complaint
    (extract / "day" / "C.txt").write_bytes(b"no|name\n1|A\n2|\xff\n")
    outcome = load(extract, "--source", str(own), "--encoding", "gbk")
    assert "C.txt is not gbk, line 3 first" in outcome.complaint
