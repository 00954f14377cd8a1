"""The API answers every question as before: a rule that changes renews its own lines."""

from pathlib import Path

import pytest

from tests.answers.__main__ import lines
from tests.answers.stores import BANKS, HERE, derived
from tests.neo4j.scratch import empty

#: How many customers are asked about on both engines where a question is dear.
FEW = 1


def kept(bank: str) -> list[str]:
    """The digests of a kept bank's answers, a line each."""
    return (HERE / f"{bank}.txt").read_text(encoding="utf-8").splitlines()


def names(lines: list[str], without: list[str]) -> list[str]:
    """The questions of the lines that are not among others."""
    return [line.partition("  ")[2] for line in lines if line not in without]


@pytest.mark.slow
@pytest.mark.parametrize("bank", BANKS)
def test_every_question_is_answered_as_before(bank: str, tmp_path: Path) -> None:
    if not BANKS[bank].folder.is_dir():
        pytest.skip(f"{BANKS[bank].folder} is not there: set GUANXI_SHARED_DATA to the data's")
    url = f"sqlite:///{tmp_path / 'guanxi.db'}"
    derived(url, BANKS[bank], tmp_path)
    before, now = kept(bank), lines(url, of_any_bank=bank == "demo")
    assert names(now, without=before) == [], "where this is meant, `make answers` renews them"
    assert names(before, without=now) == [], "no longer asked: `make answers` forgets them"
    assert now == before


@pytest.mark.slow
def test_the_server_answers_what_the_embedded_store_answers(neo4j_url: str, tmp_path: Path) -> None:
    empty(neo4j_url)
    said = []
    for url in (f"sqlite:///{tmp_path / 'guanxi.db'}", neo4j_url):
        derived(url, BANKS["demo"], tmp_path)
        # A question takes the server ten times as long: it is asked about fewer customers.
        said.append(lines(url, most=FEW, of_any_bank=False))
    embedded, served = said
    assert names(served, without=embedded) == []
    assert served == embedded
    assert {*names(embedded, without=[])} <= {*names(kept("demo"), without=[])}


def test_no_two_questions_have_one_name() -> None:
    for bank in BANKS:
        asked = names(kept(bank), without=[])
        assert len(set(asked)) == len(asked) > 300, bank
