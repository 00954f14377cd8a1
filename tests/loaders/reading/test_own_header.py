"""The header of a file that is not canonical yet."""

import gzip
from pathlib import Path

import duckdb
import pytest

from loaders.errors import LoadError
from loaders.reading.own_header import Header, own_header


@pytest.mark.parametrize(
    ("text", "columns", "delimiter"),
    [
        ("a,b\n1,2\n", ("a", "b"), ","),
        ("a|b,c|d\r\n", ("a", "b,c", "d"), "|"),
        ("a;b", ("a", "b"), ";"),
        ("a\tb\n", ("a", "b"), "\t"),
        ("a\n1,2,3\n", ("a",), ","),
        ('"客户号", 名称 ,\n', ("客户号", "名称"), ","),
        ("\ufeff客户号,名称\n", ("客户号", "名称"), ","),
    ],
)
def test_the_first_line_is_parted_by_what_it_holds_most_of(
    text: str, columns: tuple[str, ...], delimiter: str, tmp_path: Path
) -> None:
    file = tmp_path / "cust.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert own_header(file) == Header(columns, delimiter)


def test_gzipped_and_parquet_files_have_headers_too(tmp_path: Path) -> None:
    packed, parquet = tmp_path / "cust.csv.gz", tmp_path / "cust[1].parquet"
    packed.write_bytes(gzip.compress("客户号,名称\n".encode()))
    query = "COPY (SELECT 1 AS 客户号, {'b': 2} AS 名称) TO '@' (FORMAT parquet)"
    duckdb.execute(query.replace("@", str(parquet)))
    assert own_header(packed) == Header(("客户号", "名称"), ",")
    assert own_header(parquet) == Header(("客户号", "名称"), "")


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("none.csv", None, "there is no file"),
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\n1,2\n", "is empty"),
        ("gbk.csv", "客户号".encode("gb18030"), "not UTF-8"),
        ("long.csv", b"a" * 1_048_600, "too long"),
        ("cut.csv.gz", gzip.compress(b"a,b\n", mtime=0)[:12], "cut off or damaged"),
        ("not.csv.gz", b"a,b\n", "cut off or damaged"),
        ("not.parquet", b"a,b\n", "cannot be read"),
    ],
)
def test_what_has_no_header_is_refused_with_the_reason(
    name: str, content: bytes | None, complaint: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(LoadError, match=complaint) as refused:
        own_header(tmp_path / name)
    assert name in str(refused.value)
