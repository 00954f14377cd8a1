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


def test_cover_above_the_exposure_is_told_and_the_row_is_kept(
    load: Load, store: Path, tmp_path: Path
) -> None:
    """100 drawn and 50 to be drawn are 150: 150.01 is more; a line that says nothing is 100."""
    rows = ["E1,A,loan,100,50,150", "E2,A,loan,100,50,150.01", "E3,A,credit_line,100,,101"]
    outcome = load(
        write_bank(
            tmp_path / "bank",
            customers="customer_id,kind,name\nA,company,甲\n",
            exposures="exposure_id,customer_id,kind,amount,undrawn,covered\n"
            + "".join(f"{row}\n" for row in rows),
        )
    )
    assert outcome.rejects == []
    told = [(row["key"], row["reason_code"]) for row in outcome.warnings]
    assert told == [("E2", "cover_above_exposure"), ("E3", "cover_above_exposure")]
    kept = rows_of(store, "exposures", "exposure_id, covered", "1")
    assert kept == [("E1", 150.0), ("E2", 150.01), ("E3", 101.0)]
