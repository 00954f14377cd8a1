"""What must be true of every tag of the catalogue, whichever it is."""

import csv
import random
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from cypher import open_store
from cypher.view.accounts import Payments
from service.errors import UndeclaredView
from service.run.find import find, purposes_of
from service.settings import Settings
from service.tagging.bank import Bank, Declared
from service.tagging.declaration import Tag
from service.tags import catalogue
from tests.banks import ServedBank
from tests.contract.worlds import small_world

TESTS = Path(__file__).parents[1] / "tags"
EVERY_TAG = pytest.mark.parametrize("tag", catalogue().values(), ids=lambda tag: tag.tag_id)


@EVERY_TAG
def test_every_tag_has_a_test_file_of_its_own(tag: Tag) -> None:
    assert (TESTS / f"test_{tag.tag_id}.py").is_file()


def test_no_test_file_is_left_of_a_tag_that_is_gone() -> None:
    files = {path.stem.removeprefix("test_") for path in TESTS.glob("test_*.py")}
    assert files == set(catalogue())


@EVERY_TAG
def test_every_tag_is_told_in_both_languages_with_its_source(tag: Tag) -> None:
    texts = [tag.title, tag.meaning, tag.audience]
    texts += [text for grade in tag.grades for text in (grade.title, grade.reason)]
    for text in texts:
        assert any("一" <= character <= "鿿" for character in text.zh)
        assert text.en.isascii() or "’" in text.en
    assert tag.source


@EVERY_TAG
def test_grades_fall_and_the_last_one_takes_what_is_left(tag: Tag) -> None:
    floors = [grade.floor for grade in tag.grades]
    named = [floor for floor in floors if floor is not None]
    assert named == sorted(named, reverse=True)
    assert floors[-1] in (None, 0.0)
    assert len({grade.grade_id for grade in tag.grades}) == len(tag.grades)


@EVERY_TAG
def test_every_holding_shows_its_evidence_and_tells_it(tag: Tag, world: ServedBank) -> None:
    holdings = world.all_holdings([tag.tag_id])
    held = [holding for holding in holdings if holding["tag_id"] == tag.tag_id]
    assert held
    for holding in held:
        # What the bank noted of a customer itself is no edge, but was loaded from somewhere too.
        facts = holding["evidence"]["facts"]
        assert holding["evidence"]["edges"] or facts["source"] == "L1"
        assert facts
        assert holding["sentence"]["zh"]
        assert holding["sentence"]["en"]
        assert holding["version"] == tag.version
        assert holding["grade"] in {grade.grade_id for grade in tag.grades}
        for edge in holding["evidence"]["edges"]:
            assert {"type", "from", "to", "source"} <= set(edge)
            assert edge["source"] == "L1"


@EVERY_TAG
def test_every_tag_reads_exactly_the_views_that_it_declares(
    tag: Tag, world: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a bank of its own, where no other tag has read anything for it, and with its evidence."""
    read: set[type] = set()
    reads = Declared.__getitem__

    def noted(declared: Declared, view: Any) -> Any:
        if declared.tag is tag:
            read.add(view)
        return reads(declared, view)

    monkeypatch.setattr(Declared, "__getitem__", noted)
    settings = Settings(store=SecretStr(world.url), tier1_capital=1000)
    with closing(open_store(settings)) as store:
        holdings = find(Bank(store, date(2025, 12, 31)), tag, settings)
        for i in range(len(holdings.customer)):
            holdings.detail(i)
    assert read == set(tag.views)


def test_reading_a_view_that_was_not_declared_raises(
    world: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = catalogue()["guarantee_circle"]
    sly = Tag(**{**vars(tag), "find": lambda bank, settings: bank[Payments], "views": ()})
    monkeypatch.setattr("service.run.find.catalogue", lambda: {tag.tag_id: sly})
    settings = Settings(store=SecretStr(world.url))
    with (
        closing(open_store(settings)) as store,
        pytest.raises(UndeclaredView, match="guarantee_circle reads Payments without"),
    ):
        find(Bank(store, date(2025, 12, 31)), sly, settings)


def shuffled(folder: Path, target: Path, seed: int) -> Path:
    """The same files with their rows in another order."""
    target.mkdir()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        random.Random(seed).shuffle(rows)
        with (target / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    return target


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_changes_nothing(
    world: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    expected = world.all_holdings(catalogue())
    files = shuffled(small_world(tmp_path / "files"), tmp_path / "shuffled", seed)
    other = ServedBank(f"sqlite:///{tmp_path / 'other.db'}", monkeypatch)
    other.load(files)
    other.derive("--as-of", "2025-12-31")
    assert other.all_holdings(catalogue()) == expected
    other.close()


#: What built-in tags are for.
PURPOSES = {
    ("service", "credit_risk"): "control_group_member declared_group_member group_gap household "
    "suspected_affiliate guarantee_chain guarantee_circle guarantee_focus guarantee_hub "
    "guarantee_mutual guarantee_overload economic_dependent supply_chain_core supply_chain_member "
    "connected_client",
    ("service", "credit_risk", "aml", "compliance"): "beneficial_owner decision_maker",
    ("credit_risk",): "contagion_exposed contagion_source",
    ("credit_risk", "aml"): "near_blocked loan_round_trip money_circle money_collector "
    "money_distributor pass_through",
    ("credit_risk", "compliance"): "insider_related",
    ("service", "marketing"): "behaviour_twin bridge community_core community_member "
    "opinion_leader high_potential_neighbour payroll_employee payroll_employer "
    "referral_influencer referral_ring referral_root referred_customer",
    ("service",): "relationship_closeness",
}


def test_every_tag_says_what_it_is_for(world: ServedBank) -> None:
    expected = {tag_id: [*purposes] for purposes, ids in PURPOSES.items() for tag_id in ids.split()}
    assert {each["tag_id"]: each["purposes"] for each in world.items("/tags")} == expected


def test_no_tag_is_for_more_than_what_it_stands_on(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Twins of opinion leaders are for both; those of holders of a risk tag are no audience.
    assert sqlite_bank.get("/tags/behaviour_twin")["purposes"] == ["service", "marketing"]
    settings = Settings(behaviour_twin_of="guarantee_circle")
    assert purposes_of(catalogue()["behaviour_twin"], settings) == ("service",)
    for tag in catalogue().values():
        for below in tag.stands_on(Settings()):
            assert {*purposes_of(tag, Settings())} <= {*catalogue()[below].purposes}
