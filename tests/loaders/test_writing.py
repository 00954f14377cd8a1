"""What a load writes and closes, by the digests of its rows."""

from contextlib import closing
from pathlib import Path

from cypher.engine.sqlite import SqliteStore
from cypher.load import Digests
from loaders.reading.workbench import open_workbench
from loaders.records.canonical import RECORDS
from loaders.settings import LoaderSettings
from loaders.writing import find_gone
from tests.loaders.banks import SMALL_BANK, write_bank
from tests.loaders.conftest import Load


def test_a_stored_row_that_is_now_rejected_is_gone(load: Load, store: Path, tmp_path: Path) -> None:
    """As where a later version of the loader has a rule that the row breaks."""
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    [groups] = [record for record in RECORDS if record.name == "groups"]
    with (
        closing(SqliteStore(store)) as opened,
        open_workbench(LoaderSettings(), tmp_path) as workbench,
    ):
        accepted, rejected = opened.columns(Digests(record="groups", source="")).digest.tolist()
        workbench.run("CREATE TABLE checked_groups (digest BIGINT, fault INTEGER)")
        workbench.run("INSERT INTO checked_groups VALUES (?, NULL), (?, 1)", accepted, rejected)
        assert find_gone(workbench, opened, groups, "canonical", staged=True) == [rejected]
        assert find_gone(workbench, opened, groups, "canonical", staged=False) == sorted(
            [accepted, rejected]
        )
