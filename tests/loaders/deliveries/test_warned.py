"""A value that is taken as unknown stays as its source had it."""

from pathlib import Path

from tests.loaders.banks import rows_of, write_bank
from tests.loaders.conftest import Load

HEAD = "customer_id,kind,name,birth_on,assets\n"
GOOD = HEAD + "k1,person,甲,1980-01-01,10.5\nk2,person,乙,1981-01-01,20.5\n"
EMPTY = HEAD + "k1,person,甲,1980-01-01,10.5\nk2,person,乙,,\n"
#: Two values of k2, which are there to describe only, are bad.
BAD = HEAD + "k1,person,甲,1980-01-01,10.5\nk2,person,乙,1981-99-99,很多\n"


def test_what_the_source_had_stays(load: Load, store: Path, tmp_path: Path) -> None:
    load(write_bank(tmp_path / "good", customers=GOOD))
    load(write_bank(tmp_path / "crm", customers=EMPTY), "--as", "crm")
    for options in ((), ("--full",)):
        told = load(write_bank(tmp_path / "bad", customers=BAD), *options).summary
        assert (told["written"], told["closed"]) == (0, 0)
    said = "customer_id, birth_on, assets"
    assert rows_of(store, "customers", said)[1] == ("k2", "1981-01-01", 20.5)


def test_what_another_source_had_is_not_the_source_s_own(
    load: Load, store: Path, tmp_path: Path
) -> None:
    load(write_bank(tmp_path / "good", customers=GOOD))
    load(write_bank(tmp_path / "bad", customers=BAD), "--as", "crm")
    [said] = rows_of(store, "source_rows WHERE key = 'k2' AND source = 'crm'", "said", "1")
    assert "birth_on" not in said[0]
    load(write_bank(tmp_path / "new", customers=HEAD + "k3,person,丙,,\n"), "--as", "crm")
