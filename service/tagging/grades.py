"""From scores to grades: by fixed floors, or by where a score stands among all of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import orjson

from cypher.engine.arrays import Floats, Ints
from service.tagging.declaration import Grade, Text
from service.tagging.figures import Counted, count

#: Scores that agree to ten digits are one score: PageRank is iterated.
SAME = 1e-10


def five_by_distribution(
    high: Text,
    medium_high: Text,
    medium: Text,
    medium_low: Text,
    low: Text,
    counted: Counted = "customers",
) -> tuple[Grade, ...]:
    """Five grades by distribution, with what the tag's own readers do with those of each.

    The bands widen downwards, as influence and losses do: a few lead, most follow (the 1-9-90 habit
    of networks), so equal fifths would call every second follower a leader.
    """
    bands = (
        _band("high", Text("高", "high"), 0.99, Text("得分居前1%", "the top 1% of scores"), high),
        _band(
            "medium_high",
            Text("中高", "medium high"),
            0.95,
            Text("得分居前5%", "the top 5%"),
            medium_high,
        ),
        _band("medium", Text("中", "medium"), 0.80, Text("得分居前20%", "the top 20%"), medium),
        _band(
            "medium_low",
            Text("中低", "medium low"),
            0.50,
            Text("得分在中位数以上", "above the median"),
            medium_low,
        ),
        _band("low", Text("低", "low"), 0.0, Text("得分在中位数以下", "below the median"), low),
    )
    return tuple(replace(band, counted=counted) for band in bands)


def _band(grade_id: str, title: Text, floor: float, where: Text, purpose: Text) -> Grade:
    reason = Text(f"{where.zh}：{purpose.zh}", f"{where.en}: {purpose.en}")
    return Grade(grade_id, title, floor, reason, purpose)


#: For those who watch risks.
WATCHED = five_by_distribution(
    high=Text("列入重点监测", "to be watched first"),
    medium_high=Text("列入重点监测", "to be watched first"),
    medium=Text("纳入常规监测", "to be watched regularly"),
    medium_low=Text("保持关注", "to be kept in view"),
    low=Text("影响有限，无须专门监测", "little at stake, and no watch of its own"),
    # Lenders count borrowers so, persons among them or not.
    counted="organisations",
)
#: For those who look after customers.
SERVED = five_by_distribution(
    high=Text("值得专人维护", "worth a person's own attention"),
    medium_high=Text("值得专人维护", "worth a person's own attention"),
    medium=Text("宜优先邀约", "to be invited first"),
    medium_low=Text("可纳入邀约范围", "to be invited where there is room"),
    low=Text("随常规服务维护", "ordinary service"),
)


def by_floor(scores: Floats, grades: tuple[Grade, ...]) -> Ints:
    """The position of each score's grade: the first whose floor it reaches, else the last."""
    grade = np.full(len(scores), len(grades) - 1, np.int64)
    for position in reversed(range(len(grades))):
        floor = grades[position].floor
        if floor is not None:
            grade[scores >= floor] = position
    return grade


def by_distribution(scores: Floats, grades: tuple[Grade, ...]) -> tuple[Ints, dict[str, float]]:
    """The position of each score's grade, and each grade's cut-off as a score.

    A cut-off is a score that somebody has: the smallest with at least the grade's share of scores
    at or below it (the inverse of the empirical distribution), so that equal scores share a grade
    and the highest score always has the highest.
    """
    if not len(scores):
        return np.zeros(0, np.int64), {}
    cutoffs = np.quantile(scores, [grade.floor or 0.0 for grade in grades], method="inverted_cdf")
    reached = scores[:, None] >= cutoffs * (1 - SAME)
    return reached.argmax(axis=1), {
        grade.grade_id: float(cutoff) for grade, cutoff in zip(grades, cutoffs, strict=True)
    }


def tied_at_cutoffs(scores: Floats, grade: Ints, grades: tuple[Grade, ...]) -> dict[str, Any]:
    """Which grades by distribution have several at their cut-off, who all have the better grade.

    By grade: the score, how many have it, and whether it is the highest of all. The last grade is
    left out, since nobody is below it.
    """
    tied: dict[str, Any] = {}
    for position, each in enumerate(grades[:-1]):
        of_grade = scores[grade == position]
        if not len(of_grade):
            continue
        lowest = of_grade.min()
        count = int(np.count_nonzero(same_score(of_grade, lowest)))
        if count > 1:
            highest = bool(same_score(scores.max(), lowest))
            tied[each.grade_id] = {"score": float(lowest), "holdings": count, "highest": highest}
    return tied


def same_score(one: Any, other: Any) -> Any:
    """Whether scores count as one, elementwise."""
    return np.abs(one - other) <= SAME * np.abs(other)


def reason_of(grade: Grade, score: float, tied: Mapping[str, Any]) -> Text:
    """Why a holding has its grade; `tied` are those of its run, as `tied_at_cutoffs` gives them.

    Where ties at a cut-off fill a grade beyond its share, the share would be a false reason.
    """
    found = tied.get(grade.grade_id)
    if found is None or not same_score(score, found["score"]):
        return grade.reason
    told = count(found["holdings"], grade.counted, "customer")
    where = (
        Text(f"与最高分并列（{told.zh}）", f"tied at the highest score ({told.en})")
        if found["highest"]
        else Text(
            f"与本档最低分并列（{told.zh}），并列者同列较高一档",
            f"tied at the lowest score of this grade ({told.en}, all of whom have it)",
        )
    )
    if grade.purpose is None:
        return where
    return Text(f"{where.zh}：{grade.purpose.zh}", f"{where.en}: {grade.purpose.en}")


def grades_as_json(grades: tuple[Grade, ...]) -> list[dict[str, Any]]:
    """The grades as they are served, and kept with the tag's version."""
    return [
        {
            "grade": grade.grade_id,
            "title": grade.title,
            "floor": grade.floor,
            "reason": grade.reason,
        }
        for grade in grades
    ]


def grades_from_json(text: str) -> tuple[Grade, ...]:
    """The grades that were kept as `grades_as_json` gives them."""
    return tuple(
        Grade(
            grade_id=grade["grade"],
            title=Text(**grade["title"]),
            floor=grade["floor"],
            reason=Text(**grade["reason"]),
        )
        for grade in orjson.loads(text)
    )
