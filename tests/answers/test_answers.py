"""The API answers every question as before: a rule that changes renews its own lines."""

from pathlib import Path

import pytest

from tests.answers.__main__ import lines
from tests.answers.stores import BANKS, HERE, derived
from tests.neo4j.scratch import empty


def compare(bank: str, url: str, folder: Path) -> None:
    """Derive a kept bank in an empty store, ask everything, and name what is answered otherwise."""
    files = BANKS[bank]
    if not files.folder.is_dir():
        pytest.skip(f"{files.folder} is not there: set GUANXI_SHARED_DATA to the data's folder")
    derived(url, files, folder)
    before = (HERE / f"{bank}.txt").read_text(encoding="utf-8").splitlines()
    now = lines(url, bank)
    gone, new = (
        [line.partition("  ")[2] for line in some if line not in others]
        for some, others in ((before, set(now)), (now, set(before)))
    )
    changed = [name for name in gone if name in new]
    assert (before == now) or {
        "answered otherwise": changed,
        "no longer asked": [name for name in gone if name not in changed],
        "asked for the first time": [name for name in new if name not in changed],
    } == {}, "where this is meant, `make answers` renews the digests"


@pytest.mark.slow
@pytest.mark.parametrize("bank", BANKS)
def test_every_question_is_answered_as_before(bank: str, tmp_path: Path) -> None:
    compare(bank, f"sqlite:///{tmp_path / 'guanxi.db'}", tmp_path)


@pytest.mark.slow
def test_the_server_answers_what_the_embedded_store_answers(neo4j_url: str, tmp_path: Path) -> None:
    empty(neo4j_url)
    compare("demo", neo4j_url, tmp_path)


def test_no_two_questions_have_one_name() -> None:
    for bank in BANKS:
        kept = (HERE / f"{bank}.txt").read_text(encoding="utf-8").splitlines()
        names = [line.partition("  ")[2] for line in kept]
        assert len(set(names)) == len(names) > 300, bank
