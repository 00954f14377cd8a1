"""Words and amounts of exposures as files bring them."""

from pathlib import Path

from tests.loaders.banks import rows_of, write_bank
from tests.loaders.conftest import Load


def test_a_word_that_decides_costs_the_row_and_one_that_describes_does_not(
    load: Load, store: Path, tmp_path: Path
) -> None:
    head = "exposure_id,customer_id,kind,amount,undrawn,covered,status,five_class\n"
    rows = [
        "E1,A,overdraft,5,,,active,",
        "E2,A,loan,5,,,active,good",
        "E3,A,loan,5,,,running,",
        "E4,A,loan,5,-1,,active,",
        "E5,A,loan,5,,-1,active,",
    ]
    outcome = load(
        write_bank(
            tmp_path / "bank",
            customers="customer_id,kind,name\nA,company,甲\n",
            exposures=head + "".join(f"{row}\n" for row in rows),
        )
    )
    assert [(row["key"], row["column"]) for row in outcome.rejects] == [
        ("E3", "status"),
        ("E4", "undrawn"),
        ("E5", "covered"),
    ]
    kept = rows_of(store, "exposures", "exposure_id, kind, five_class", "1")
    assert kept == [("E1", None, None), ("E2", "loan", None)]
