"""Grades by distribution: ties share the better grade, and the reason says so."""

import numpy as np
import pytest

from service.tagging.declaration import Grade, Text
from service.tagging.grades import (
    SERVED,
    WATCHED,
    by_distribution,
    grades_from_json,
    reason_of,
    tied_at_cutoffs,
)
from service.tags import catalogue
from tests.banks import ServedBank
from tests.building import firms, guarantees_of, people, referrals_of

LEADER = "opinion_leader"


def referrers(**referred: int) -> dict[str, list[dict[str, object]]]:
    """Customers who referred so many others each, with nothing else in the bank."""
    arcs = [f"{each}>{each}{i}" for each, count in referred.items() for i in range(count)]
    ids = dict.fromkeys(end for arc in arcs for end in arc.split(">"))
    return {
        "customers": people(*ids),
        "referrals": referrals_of(*(f"{arc} 2024-01-01" for arc in arcs)),
    }


def leaders(bank: ServedBank, **referred: int) -> dict[str, str]:
    bank.keep(**referrers(**referred))
    bank.derive("--tags", LEADER, "--as-of", "2025-12-31")
    return {each["customer_id"]: each["grade"] for each in bank.holders(LEADER)}


def ones(count: int) -> dict[str, int]:
    return {f"Z{i:02}": 1 for i in range(count)}


def test_a_fifth_of_those_who_are_followed_lead(bank: ServedBank) -> None:
    """Ten are followed, by ten, nine, ... one: the fifth of ten are two."""
    held = leaders(bank, **{f"L{count:02}": count for count in range(1, 11)})
    # Of the two the highest is the top hundredth, twentieth and fifth of them.
    assert held == {"L10": "high", "L09": "medium_low"}
    first = bank.holding("L10", LEADER)
    assert first["evidence"]["facts"]["customers_followed"] == 10
    assert first["grade_reason"] == {
        "zh": "得分居前1%：值得专人维护",
        "en": "the top 1% of scores: worth a person's own attention",
    }
    coverage = bank.get(f"/tags/{LEADER}")["coverage"]
    assert (coverage["holders"], coverage["tied"]) == (2, {})


def test_three_at_the_highest_score_share_the_best_grade_and_are_told_how_many(
    sqlite_bank: ServedBank,
) -> None:
    """Fifteen are followed, a fifth are three: those with two followers."""
    assert leaders(sqlite_bank, A=2, B=2, C=2, **ones(12)) == dict.fromkeys("ABC", "high")
    for each in "ABC":
        assert sqlite_bank.holding(each, LEADER)["grade_reason"] == {
            "zh": "与最高分并列（3位）：值得专人维护",
            "en": "tied at the highest score (3 customers): worth a person's own attention",
        }
    assert sqlite_bank.get(f"/tags/{LEADER}")["coverage"]["tied"] == {"high": 3}


def test_who_ties_with_the_last_of_the_fifth_leads_too(sqlite_bank: ServedBank) -> None:
    """Fifteen are followed, a fifth are three: two with three followers, then four with two."""
    held = leaders(sqlite_bank, A=3, B=3, C=2, D=2, E=2, F=2, **ones(9))
    assert set(held) == set("ABCDEF")
    # Of six the upper third is above the median; the four are graded together.
    assert {held[each] for each in "AB"} == {"high"}
    assert len({held[each] for each in "CDEF"}) == 1
    assert sqlite_bank.holding("C", LEADER)["value"]["rank"] == 3


def test_one_who_is_followed_leads_and_the_share_is_a_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(leaders(sqlite_bank, A=1)) == {"A"}
    monkeypatch.setenv("GUANXI_LEADERS_SHARE", "0.5")
    # A fifth of five was one; half of five are three, rounded up.
    assert set(leaders(sqlite_bank, A=9, B=7, C=5, D=3, E=2)) == set("ABC")


def test_a_single_follower_is_named_and_no_share_is_told(sqlite_bank: ServedBank) -> None:
    leaders(sqlite_bank, A=1)
    assert sqlite_bank.holding("A", LEADER)["sentence"] == {
        "zh": "有1位客户跟随（A0），影响力在有往来的2位客户中排第1",
        "en": "Followed by 1 customer (A0); number 1 in influence among 2 customers that have ties",
    }


def test_a_risk_is_watched_and_those_who_lose_everything_are_counted_together(
    sqlite_bank: ServedBank,
) -> None:
    """A, B and C guarantee X for all that they have, D for half of it."""
    sqlite_bank.keep(
        customers=firms(A=100, B=100, C=100, D=200, X=1),
        guarantees=guarantees_of("A>X", "B>X", "C>X", "D>X"),
    )
    sqlite_bank.derive("--tags", "contagion_exposed")
    held = {each: sqlite_bank.holding(each, "contagion_exposed") for each in "ABCD"}
    for each in "ABC":
        assert (held[each]["score"], held[each]["grade"]) == (1.0, "high")
        assert held[each]["grade_reason"]["zh"] == "与最高分并列（3户）：列入重点监测"
    assert held["D"]["grade_reason"]["zh"] == "得分在中位数以下：影响有限，无须专门监测"


def test_what_ties_at_each_cut_off_has_the_better_grade() -> None:
    """Of 100 scores the cut-offs stand at the 99th, 95th, 80th and 50th from below.

    Two have 99, four 95, 24 have 80 and 40 have 50: as many as tie; 30 have less, all different.
    """
    scores = np.array([99.0] * 2 + [95.0] * 4 + [80.0] * 24 + [50.0] * 40 + list(range(30)))
    grade, cutoffs = by_distribution(scores, WATCHED)
    assert np.bincount(grade).tolist() == [2, 4, 24, 40, 30]
    assert list(cutoffs.values()) == [99.0, 95.0, 80.0, 50.0, 0.0]
    tied = tied_at_cutoffs(scores, grade, WATCHED)
    assert {grade_id: (tie["holdings"], tie["highest"]) for grade_id, tie in tied.items()} == {
        "high": (2, True),
        "medium_high": (4, False),
        "medium": (24, False),
        "medium_low": (40, False),
    }
    assert reason_of(WATCHED[0], 99.0, tied).zh == "与最高分并列（2户）：列入重点监测"
    assert reason_of(WATCHED[1], 95.0, tied) == Text(
        "与本档最低分并列（4户），并列者同列较高一档：列入重点监测",
        "tied at the lowest score of this grade (4 customers, all of whom have it): to be watched "
        "first",
    )


def test_ties_that_reach_down_empty_the_grades_below() -> None:
    """36 of 127 share the highest score: as contagion has it, nobody is left for the next two."""
    scores = np.array([1.0] * 36 + [i / 100 for i in range(91)])
    grade, _ = by_distribution(scores, WATCHED)
    assert np.bincount(grade).tolist()[:3] == [36, 0, 0]
    tied = tied_at_cutoffs(scores, grade, WATCHED)
    assert reason_of(WATCHED[0], 1.0, tied).zh == "与最高分并列（36户）：列入重点监测"


def test_who_is_above_a_cut_off_is_told_the_share_though_others_tie_at_it() -> None:
    scores = np.array([9.0, 8.0, 8.0, 8.0, 1.0, 1.0])
    grade, _ = by_distribution(scores, SERVED)
    tied = tied_at_cutoffs(scores, grade, SERVED)
    assert grade.tolist() == [0, 2, 2, 2, 4, 4]
    assert reason_of(SERVED[0], 9.0, tied) == SERVED[0].reason
    assert reason_of(SERVED[2], 8.0, tied).zh.startswith("与本档最低分并列（3位）")


def test_the_lowest_grade_has_no_ties_to_tell_and_one_alone_ties_with_nobody() -> None:
    scores = np.array([9.0, 8.0, 7.0, 1.0, 1.0])
    grade, _ = by_distribution(scores, SERVED)
    assert tied_at_cutoffs(scores, grade, SERVED) == {}
    assert tied_at_cutoffs(scores[:0], grade[:0], SERVED) == {}


def test_a_grade_that_was_kept_without_what_is_done_tells_the_tie_alone() -> None:
    (kept,) = grades_from_json(
        '[{"grade": "high", "title": {"zh": "高", "en": "high"}, "floor": 0.99,'
        ' "reason": {"zh": "r", "en": "r"}}]'
    )
    tied = {"high": {"score": 1.0, "holdings": 5, "highest": True}}
    assert reason_of(kept, 1.0, tied).zh == "与最高分并列（5位）"
    assert reason_of(Grade("other", kept.title, 0.1, kept.reason), 1.0, tied).zh == "r"


def test_no_risk_is_given_to_somebody_to_be_looked_after() -> None:
    for tag in catalogue().values():
        reasons = "".join(grade.reason.zh for grade in tag.grades)
        assert "专人维护" not in reasons or "marketing" in tag.purposes, tag.tag_id
        if tag.by_distribution:
            said = "专人维护" if "marketing" in tag.purposes else "重点监测"
            assert said in tag.grades[0].reason.zh, tag.tag_id
