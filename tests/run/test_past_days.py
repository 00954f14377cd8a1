"""A run on a day before the current run's: beside it, alone, and gone where it broke off."""

from contextlib import closing

import pytest

import service.__main__
import service.commands
from cypher import StoreSettings, open_store
from cypher.publish import AddHoldings, PublishRun, UnpublishedRuns, UntaggedRuns
from cypher.query import Batch, Command
from tests.banks import ServedBank
from tests.building import companies, guarantees_of
from tests.run.test_derive import Breaks, breaking

TAG = "guarantee_circle"
JUNE, DECEMBER = "2025-06-30", "2025-12-31"


def ring_of_june(bank: ServedBank) -> None:
    """A ring whose first guarantee ended in September, and one that stands still."""
    first, *others = guarantees_of("a>b", "b>c", "c>a", "d>e", "e>f", "f>d")
    bank.keep(
        customers=companies(*"abcdef"), guarantees=[{**first, "to_on": "2025-09-30"}, *others]
    )
    bank.derive("--tags", TAG, "--as-of", DECEMBER)


def holders(bank: ServedBank, run: int) -> str:
    return "".join(row["customer_id"] for row in bank.items(f"/tags/{TAG}/customers", run=run))


@pytest.mark.parametrize("at", [AddHoldings, PublishRun])
def test_a_past_run_that_breaks_off_leaves_nothing_and_those_beside_it_alone(
    bank: ServedBank, at: type[Command] | type[Batch], monkeypatch: pytest.MonkeyPatch
) -> None:
    ring_of_june(bank)
    bank.derive("--tags", TAG, "--as-of", JUNE)
    with monkeypatch.context() as broken:
        broken.setattr(
            service.commands, "open_store", lambda settings: breaking(open_store(settings), at)
        )
        with pytest.raises(Breaks):
            bank.derive("--tags", TAG, "--as-of", "2025-03-31")
    assert [run["run_id"] for run in bank.items("/runs")] == [-1, 1]
    bank.keep(guarantees=guarantees_of("b>a"))
    bank.derive("--tags", TAG, "--as-of", JUNE)
    assert [run["run_id"] for run in bank.items("/runs")] == [-2, -1, 1]
    assert holders(bank, 1) == "def"
    assert holders(bank, -1) == holders(bank, -2) == "abcdef"
    with closing(open_store(StoreSettings())) as store:
        assert store.rows(UnpublishedRuns()) == store.rows(UntaggedRuns()) == []


def test_past_runs_do_not_move_what_the_line_goes_on_from(bank: ServedBank) -> None:
    ring_of_june(bank)
    before = bank.all_holdings([TAG])
    for _ in range(2):
        bank.derive("--tags", TAG, "--as-of", JUNE)
    assert bank.all_holdings([TAG]) == before
    bank.derive("--as-of", DECEMBER)
    report = bank.get("/runs/2")["report"]["tags"][TAG]
    assert (report["added"], report["ended"], report["unchanged"]) == (0, 0, 3)
    (group,) = bank.items("/groups", kind="guarantee_circle")
    events = bank.get(f"/groups/{group['group_id']}/history")["items"]
    assert [(event["run_id"], event["event"]) for event in events] == [(1, "formed")]
    # The ring that is no more has a name of its own, the same in both runs.
    then = [
        [each["group_id"] for each in bank.items("/groups", kind="guarantee_circle", run=run)]
        for run in (-1, -2)
    ]
    assert then[0] == then[1]
    assert set(then[0]) > {group["group_id"]}


def test_the_day_of_the_current_run_is_the_line_s_next_run(sqlite_bank: ServedBank) -> None:
    ring_of_june(sqlite_bank)
    for day, run in ((DECEMBER, 2), ("2026-01-01", 3), (DECEMBER, -1), ("2026-01-01", 4)):
        sqlite_bank.derive("--tags", TAG, "--as-of", day)
        assert sqlite_bank.get("/runs", limit=1)["items"][0]["run_id"] == run


def test_a_past_run_is_told_by_commands(
    sqlite_bank: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    ring_of_june(sqlite_bank)
    sqlite_bank.derive("--tags", TAG, "--as-of", JUNE)
    assert f"run -1 published as of {JUNE}, beside the current one, in" in capsys.readouterr().out
    assert service.__main__.main(["runs"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"run -1 as of {JUNE}")
    assert second.startswith(f"run 1 as of {DECEMBER}")
