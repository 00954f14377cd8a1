from pathlib import Path

import pytest

from tests.banks import ServedBank, write_files
from tests.building import people, referrals_of
from tests.tags.referral_banks import TAGS, example, holders, keeping, load, pairs

TAG = "referral_root"


def test_a_chain_begins_with_who_refers_and_was_referred_by_nobody(bank: ServedBank) -> None:
    example(bank)
    assert holders(bank, TAG) == {"A"}
    a = bank.holding("A", TAG)
    assert a["value"] == {"direct": 2, "total": 3, "deepest": 2}
    assert (a["score"], a["grade"]) == (3.0, "passed_on")
    assert pairs(a) == [("A", "B"), ("A", "C")]
    assert a["evidence"]["facts"] == {
        **{"referred": ["B", "C"], "edges_hidden": 0, "cut_referral": None}
    }
    assert a["sentence"] == {
        "zh": "推荐链由其发起：直接推荐2位客户（B、C），连同其后各级共带来3位，最深到第2级",
        "en": "Started a referral chain: referred 2 customers (B and C), and has brought 3 in all "
        "over 2 levels",
    }


@pytest.mark.parametrize(
    ("arcs", "grade"),
    [
        (["A>B", "A>C"], "direct"),
        (["A>B", "B>C"], "passed_on"),
        (["A>B", "B>C", "C>D"], "self_spreading"),
        (["A>B", "B>C", "C>D", "D>E"], "self_spreading"),
    ],
)
def test_a_chain_is_graded_by_its_levels(
    sqlite_bank: ServedBank, arcs: list[str], grade: str
) -> None:
    load(sqlite_bank, *arcs)
    assert sqlite_bank.holding("A", TAG)["grade"] == grade


def test_the_evidence_begins_with_the_earliest_and_counts_what_it_hides(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "3")
    load(sqlite_bank, *(f"A>{c} 2024-01-0{9 - i}" for i, c in enumerate("BCDEF")))
    a = sqlite_bank.holding("A", TAG)
    assert pairs(a) == [("A", "F"), ("A", "E"), ("A", "D")]
    assert a["evidence"]["facts"]["edges_hidden"] == 2
    assert a["sentence"] == {
        "zh": "推荐链由其发起：直接推荐5位客户（F、E、D等），被推荐的客户尚未推荐他人",
        "en": "Started a referral chain: referred 5 customers (F, E, D and 2 others), who have "
        "referred nobody yet",
    }


def test_a_ring_that_is_cut_begins_with_whom_the_latest_referral_was_of(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, "C>A 2024-03-03", "A>B 2024-03-01", "B>C 2024-03-02", "B>D")
    assert holders(sqlite_bank, TAG) == {"A"}
    a = sqlite_bank.holding("A", TAG)
    assert a["value"] == {"direct": 1, "total": 3, "deepest": 2}
    assert a["evidence"]["facts"]["cut_referral"] == {
        **{"referrer_id": "C", "referred_id": "A", "at": "2024-03-03T00:00:00.000Z"}
    }
    assert a["sentence"]["zh"].endswith("；曾出现循环推荐，最晚的一笔不计，故以其为起点")


def test_what_is_below_a_customer_who_is_gone_begins_a_chain_of_its_own(
    bank: ServedBank, tmp_path: Path
) -> None:
    load(bank, "A>B", "B>C", "C>D")
    assert holders(bank, TAG) == {"A"}
    gone = write_files(
        tmp_path / "g",
        customers=people(*"ACDEF"),
        referrals=referrals_of("A>B", "B>C", "C>D"),
    )
    bank.load(gone, "--full", "--allow-closing")
    bank.derive("--tags", ",".join(TAGS), "--as-of", "2025-12-31")
    assert holders(bank, TAG) == {"C"}
    assert bank.holding("D", "referred_customer")["value"] == {
        **{"root_id": "C", "depth": 1, "path": ["C", "D"]}
    }
    for customer_id in "AC":
        bank.get(f"/customers/{customer_id}/tags/referred_customer", status=404)
    bank.get("/customers/A/tags/referral_influencer", status=404)


def test_who_refused_marketing_is_not_listed(sqlite_bank: ServedBank) -> None:
    customers = [*people("A", marketing_consent="false"), *keeping(B=1, C=1, D=1)]
    load(sqlite_bank, "A>B", "C>D", customers=customers)
    assert holders(sqlite_bank, TAG) == {"C"}
    assert sqlite_bank.holding("A", TAG)["value"]["total"] == 1
