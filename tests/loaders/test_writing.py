"""What a load writes, by the digests of its rows."""

from pathlib import Path
from typing import Any

import pytest

from cypher.engine.sqlite import SqliteStore
from loaders.checking.references import FEW
from tests.loaders.banks import SMALL_BANK, everything, write_bank
from tests.loaders.conftest import Load


def test_of_a_few_rows_the_store_is_asked_for_each(load: Load, store: Path, tmp_path: Path) -> None:
    """It says the same as when it is asked for all that it has, and is never asked for that."""
    bank, changed = write_bank(tmp_path / "bank", **SMALL_BANK), tmp_path / "changed"
    write_bank(
        changed,
        # One as it was, one changed, one new; and rows that refer to what the store alone has.
        customers="customer_id,kind,name,assets,x_segment\nC1,company,江海贸易有限公司,1000.50,gold\n"
        "C2,person,李四,21,\nC4,person,New,,\n",
        ownerships="owner_id,owned_id,share,from_on\nC2,C1,0.7,2024-01-01\nC4,C3,0.1,\n"
        "C2,C9,0.3,\n",
        transactions="transaction_id,from_account,to_account,amount,at\n"
        "T2,,A3,7,2025-03-02\nT4,A3,A1,1,2025-03-03\nT5,A9,A1,1,2025-03-03\n",
        group_members="group_id,customer_id,role\nG2,C1,head\nG2,C4,\nG9,C1,\n",
        groups="group_id,name,parent_id\nG3,新,G2\nG4,新,G9\n",
    )
    said = []
    for few in (FEW, 0):
        store.unlink(missing_ok=True)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("loaders.checking.references.FEW", few)
            patched.setattr("loaders.deliveries.planning.FEW", few)
            load(bank)
            if few:
                patched.setattr(SqliteStore, "columns", refused)
            outcome = load(changed)
        said.append((outcome.summary["records"], outcome.rejects, everything(store)))
    assert said[0] == said[1]
    [(counts, rejects, _), _] = said
    assert {name: (each["written"], each["unchanged"]) for name, each in counts.items()} == {
        "customers": (2, 1),
        "groups": (1, 0),
        "group_members": (1, 1),
        "transactions": (1, 1),
        "ownerships": (1, 1),
    }
    assert len(rejects) == 4


def refused(self: SqliteStore, view: Any) -> None:
    """Instead of `columns`."""
    raise AssertionError(f"{type(view).__name__} reads all that the store has")
