"""Lines counted: those that are not blank, whatever stands in them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.reading import csv_lines
from loaders.reading.csv_lines import filled_lines


@settings(max_examples=200, deadline=None)
@given(
    pieces=st.lists(st.sampled_from([b"\n", b"\r\n", b"\r", b"a", b'"', b" ", "中".encode()])),
    block=st.integers(1, 9),
)
def test_the_count_is_that_of_the_lines_that_are_not_blank(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], block: int
) -> None:
    content = b"".join(pieces)
    path = tmp_path_factory.getbasetemp() / "lines.csv"
    path.write_bytes(content)
    alone = b"\r" in content.replace(b"\r\n", b"")
    filled = sum(line not in (b"", b"\r") for line in content.split(b"\n"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_lines, "_BLOCK", block)
        assert filled_lines(path) == (None if alone else filled)


def test_a_file_of_many_blocks_is_counted_whole(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_bytes(b"a,b\r\n\r\n" * 200_000)
    assert filled_lines(path) == 200_000
