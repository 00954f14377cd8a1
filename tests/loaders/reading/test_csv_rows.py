"""Rows one by one: their lines, and how a malformed one costs only itself."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.reading.csv_rows import csv_rows

LONG = 2_048


def read(folder: Path, content: bytes) -> list[tuple[int, object]]:
    """Each row's line, with its cells or the code of its fault."""
    path = folder / "rows.csv"
    path.write_bytes(content)
    return [(row.line, row.code or row.cells) for row in csv_rows(path, LONG)]


def test_a_row_stands_where_it_begins(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbfa,b\r\n1,"x\r\ny\r\n\r\nz"\r\n\r\n2,"say ""hi"""\r\n3,4'
    assert read(tmp_path, content) == [
        (1, ["a", "b"]),
        (2, ["1", "x\r\ny\r\n\r\nz"]),
        (7, ["2", 'say "hi"']),
        (8, ["3", "4"]),
    ]


def test_an_unclosed_quote_ends_with_its_line(tmp_path: Path) -> None:
    content = b'a,b\n1,"x\n2,y\n3,"z"\n4,"w\n5,v'
    assert read(tmp_path, content) == [
        (1, ["a", "b"]),
        (2, "broken_quotes"),
        (3, ["2", "y"]),
        (4, ["3", "z"]),
        (5, "broken_quotes"),
        (6, ["5", "v"]),
    ]


def test_two_stray_quotes_cost_their_two_rows(tmp_path: Path) -> None:
    content = b'a,b\n1,"x\n2,y\n\n3,\n4,w"\n5,v\n'
    assert read(tmp_path, content) == [
        (1, ["a", "b"]),
        (2, "broken_quotes"),
        (3, ["2", "y"]),
        (5, ["3", ""]),
        (6, "broken_quotes"),
        (7, ["5", "v"]),
    ]


def test_stray_quotes_may_stand_in_different_columns(tmp_path: Path) -> None:
    content = b'a,b,c\n1,"x,\n2,y,\n3,w,z"\n4,"x",\n5,y,"z\n6,w",\n'
    assert read(tmp_path, content) == [
        (1, ["a", "b", "c"]),
        (2, "broken_quotes"),
        (3, ["2", "y", ""]),
        (4, "broken_quotes"),
        (5, ["4", "x", ""]),
        (6, "broken_quotes"),
        (7, "broken_quotes"),
    ]


def test_a_text_over_several_lines_may_have_commas(tmp_path: Path) -> None:
    content = b'a,b,c\n1,"x, y\nz",w\n2,v,"x\ny, z, v, w"\n3,"x\ny, z",w\n'
    assert read(tmp_path, content)[1:] == [
        (2, ["1", "x, y\nz", "w"]),
        (4, ["2", "v", "x\ny, z, v, w"]),
        (6, ["3", "x\ny, z", "w"]),
    ]


def test_a_row_has_as_many_cells_as_the_header(tmp_path: Path) -> None:
    assert read(tmp_path, b'a,b\n1,2,,\n1\n1,2,3\n"1","2"\n"1"\n') == [
        (1, ["a", "b"]),
        (2, ["1", "2"]),
        (3, "too_few_cells"),
        (4, "too_many_cells"),
        (5, ["1", "2"]),
        (6, "too_few_cells"),
    ]


def test_a_header_stands_on_one_line(tmp_path: Path) -> None:
    assert read(tmp_path, b'a,"b\nc"\n')[0] == (1, "broken_quotes")


def test_text_after_a_closing_quote_breaks_the_row(tmp_path: Path) -> None:
    assert read(tmp_path, b'a,b\n"x"y,1\n2,3\n')[1:] == [(2, "broken_quotes"), (3, ["2", "3"])]


def test_spaces_may_stand_around_a_quoted_cell(tmp_path: Path) -> None:
    assert read(tmp_path, b'1 , "x" ,"y" \n') == [(1, ["1 ", "x", "y"])]


def test_a_quote_inside_an_unquoted_cell_is_a_letter(tmp_path: Path) -> None:
    assert read(tmp_path, b'a,b\n5" pipe,"a\nb"\n1,2\n')[1:] == [
        (2, ['5" pipe', "a\nb"]),
        (4, ["1", "2"]),
    ]


def test_bytes_that_are_not_utf8_cost_their_row(tmp_path: Path) -> None:
    rows = read(tmp_path, "a,b\n1,张\n".encode() + "2,张\n".encode("gb18030") + b"3,c\n")
    assert rows == [(1, ["a", "b"]), (2, ["1", "张"]), (3, "not_utf8"), (4, ["3", "c"])]


def test_a_row_that_is_too_long_is_gone_past(tmp_path: Path) -> None:
    content = b"a,b\n1," + b"x" * 50_000 + b"\n2,y\n3," + b"x" * (LONG - 2)
    assert [row for _, row in read(tmp_path, content)] == [
        ["a", "b"],
        "line_too_long",
        ["2", "y"],
        ["3", "x" * (LONG - 2)],
    ]


def test_a_quote_is_not_looked_for_further_than_a_row_may_reach(tmp_path: Path) -> None:
    content = b'a,b\n1,"x\n' + b"2,y\n" * LONG + b'3,z"\n'
    rows = read(tmp_path, content)
    assert rows[1] == (2, "broken_quotes")
    assert rows[2] == (3, ["2", "y"])
    assert rows[-1] == (LONG + 3, ["3", 'z"'])
    assert len(rows) == LONG + 3


CELLS = st.sampled_from(
    ["v", "中", "", '"v"', '"v,w"', '"v\nw"', '"v""w"', '"\r\n"', 'v"w', ' "v" ']
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=2) | st.just([]), min_size=1, max_size=8),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_rows_are_those_that_duckdb_finds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], ending: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "same.csv"
    path.write_bytes(ending.join(",".join(row) for row in [["a", "b"], *rows]).encode())
    with duckdb.connect() as connection:
        try:
            found = connection.execute(
                "SELECT * FROM read_csv(?, auto_detect = false, header = true, delim = ',',"
                " quote = '\"', escape = '\"', columns = {'a': 'VARCHAR', 'b': 'VARCHAR'})",
                [str(path)],
            ).fetchall()
        except duckdb.InvalidInputException:
            return
    mine = [row.cells[:2] for row in csv_rows(path, LONG)][1:]
    assert [[cell.strip(" ") for cell in row] for row in mine] == [
        [(cell or "").strip(" ") for cell in row] for row in found
    ]
