from threading import get_ident

import pytest

from service.graph.threads import on_all_threads


@pytest.mark.parametrize("cores", [1, 2, 3, 64])
@pytest.mark.parametrize(("first", "last"), [(0, 100), (7, 9), (5, 5)])
def test_the_parts_are_the_range_in_order(
    monkeypatch: pytest.MonkeyPatch, cores: int, first: int, last: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    parts = on_all_threads(range, first, last)
    assert [each for part in parts for each in part] == list(range(first, last))
    assert len(parts) == max(1, min(cores, 8, last - first))


def test_what_is_too_small_to_share_out_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    assert on_all_threads(lambda a, b: (a, b, get_ident()), 0, 19, 10) == [(0, 19, get_ident())]
    assert len(on_all_threads(lambda a, b: (a, b), 0, 20, 10)) == 2
