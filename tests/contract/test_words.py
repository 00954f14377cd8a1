"""Whatever a banker reads of a tag or a group reads well, in both languages."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cypher.vocabulary import LISTED_GROUP_KINDS
from service.demo import write_demo_bank
from service.tagging.declaration import Tag
from service.tags import catalogue
from tests.banks import ServedBank
from tests.contract.sentence_faults import FAULTS, Fault, faults
from tests.contract.told_answers import SOURCES
from tests.once import made_once

EVERY_TAG = pytest.mark.parametrize("tag", catalogue().values(), ids=lambda tag: tag.tag_id)
EVERY_SOURCE = pytest.mark.parametrize("source", SOURCES)
EVERY_KIND = pytest.mark.parametrize("kind", LISTED_GROUP_KINDS)

#: Sentences that read well, as bankers' own texts have such.
GOOD = (
    ("zh", "对外担保3,826.32万元，约为其净资产的840倍"),
    ("zh", "预计损失约占本行授信余额的不足0.01%，最近一次往来：2025年12月26日"),
    ("zh", "见于2025年1月至12月（12个月），发放8,100元，另有10万美元"),
    ("zh", "贷款A001368发放后，资金由A转出，经B转回A，金额1.23亿元"),
    ("zh", "与甲、乙、丙等4户同属一组关联客户，共用甲、乙、丙等4个账户"),
    ("zh", "同一批客户之间三次及以上：已成惯例（本产品参考值）"),
    ("en", "CNY 960,000 came back to A within 5 days by way of B, less than 0.01% of it"),
    ("en", "Followed by 1 customer; 1 is left, and 11 customers in 2025; number 1 in influence"),
    ("en", "841 times its net assets, 62.8% of them here (reference value of this product)"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_is_found_where_it_is(fault: Fault) -> None:
    for language in fault.languages:
        assert any(told.startswith(f"{fault.name}:") for told in faults(fault.bad, language))


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_what_reads_well_has_no_fault(language: str, text: str) -> None:
    assert list(faults(text, language)) == []


def _demo_bank(folder: Path) -> None:
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)) as bank,
    ):
        write_demo_bank(folder / "files", 1000, 1)
        bank.load(folder / "files")
        bank.derive("--as-of", "2025-12-31")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The demo bank of 1,000 customers on the embedded store, with one run."""
    folder = made_once(tmp_path_factory, "demo-1000", _demo_bank)
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)
        bank.get("/runs")
    with closing(bank):
        yield bank


@EVERY_TAG
def test_the_catalogue_reads_well(tag: Tag, world: ServedBank) -> None:
    assert not read_badly(world.get(f"/tags/{tag.tag_id}"))
    # Who tells where a rule comes from says so in English alone.
    assert list(faults(tag.source, "en")) == []


@EVERY_TAG
def test_every_holding_of_the_small_world_reads_well(tag: Tag, world: ServedBank) -> None:
    assert not holdings_read_badly(world, tag)


@EVERY_KIND
def test_every_group_of_the_small_world_reads_well(kind: str, world: ServedBank) -> None:
    assert not groups_read_badly(world, kind)


@pytest.mark.slow
@EVERY_TAG
def test_every_holding_of_the_demo_bank_reads_well(tag: Tag, demo: ServedBank) -> None:
    assert not holdings_read_badly(demo, tag)


@pytest.mark.slow
@EVERY_KIND
def test_every_group_of_the_demo_bank_reads_well(kind: str, demo: ServedBank) -> None:
    assert not groups_read_badly(demo, kind)


@EVERY_SOURCE
def test_every_answer_of_the_small_world_reads_well(source: str, world: ServedBank) -> None:
    assert not answers_read_badly(world, source)


@pytest.mark.slow
@EVERY_SOURCE
def test_every_answer_of_the_demo_bank_reads_well(source: str, demo: ServedBank) -> None:
    assert not answers_read_badly(demo, source)


def answers_read_badly(bank: ServedBank, source: str) -> list[str]:
    """What is bad in what a source says; it must say something in both languages."""
    told = [*SOURCES[source](bank)]
    assert {language for _, language in texts(told)} == {"zh", "en"}
    return read_badly(told)


def holdings_read_badly(bank: ServedBank, tag: Tag) -> list[str]:
    """What is bad in the sentences of all holders, and in the reasons of their grades."""
    holders = list(bank.items(f"/tags/{tag.tag_id}/customers", purpose=tag.purposes[0], limit=500))
    assert holders
    of_each_grade = {holder["grade"]: holder["customer_id"] for holder in holders}
    pages = [
        bank.get(f"/customers/{customer_id}/tags/{tag.tag_id}")
        for customer_id in of_each_grade.values()
    ]
    return read_badly([holders, pages])


def groups_read_badly(bank: ServedBank, kind: str) -> list[str]:
    """What is bad in what groups of a kind are called, why customers are in them, or are not."""
    listed = list(bank.items("/groups", kind=kind, limit=500))
    assert listed
    told = []
    for group, other in zip(listed, [*listed[1:], listed[0]], strict=True):
        page = bank.get(f"/groups/{group['group_id']}")
        asked = {page["members"][0]["customer_id"], group["head_id"], other["head_id"]}
        why = f"/groups/{group['group_id']}/why"
        told += [page, *(bank.get(why, customer_id=each) for each in sorted(filter(None, asked)))]
    return read_badly(told)


def read_badly(answer: Any) -> list[str]:
    """The sentences of an answer that have faults, each once, with what they are."""
    return [
        f"{fault} in {text}"
        for text, language in sorted(set(texts(answer)))
        for fault in faults(text, language)
    ]


def texts(answer: Any) -> Iterator[tuple[str, str]]:
    """All texts for people in an answer, each with its language."""
    if isinstance(answer, list):
        for item in answer:
            yield from texts(item)
    elif isinstance(answer, dict):
        for language in ("zh", "en"):
            if isinstance(answer.get(language), str):
                yield answer[language], language
        for value in answer.values():
            yield from texts(value)
