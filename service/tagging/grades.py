"""From scores to grades: by fixed floors, or by where a score stands among all of them."""

from typing import Any

import numpy as np
import orjson

from cypher.engine.arrays import Floats, Ints
from service.tagging.declaration import Grade, Text

#: Five grades by distribution. The bands widen downwards, as influence does: a few lead, most
#: follow (the 1-9-90 habit of networks), so equal fifths would call every second follower a leader.
FIVE_BY_DISTRIBUTION = (
    Grade(
        "high",
        Text("高", "high"),
        0.99,
        Text("得分居前1%：极少数真正的核心", "the top 1% of scores: the few at the very centre"),
    ),
    Grade(
        "medium_high",
        Text("中高", "medium high"),
        0.95,
        Text("得分居前5%：值得专人维护", "the top 5%: worth a person's own attention"),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        0.80,
        Text("得分居前20%：高于一般水平", "the top 20%: clearly above the ordinary"),
    ),
    Grade(
        "medium_low",
        Text("中低", "medium low"),
        0.50,
        Text("得分在中位数以上", "above the median"),
    ),
    Grade("low", Text("低", "low"), 0.0, Text("得分在中位数以下", "below the median")),
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
    # PageRank is iterated: scores that agree to ten digits are one score.
    reached = scores[:, None] >= cutoffs * (1 - 1e-10)
    return reached.argmax(axis=1), {
        grade.grade_id: float(cutoff) for grade, cutoff in zip(grades, cutoffs, strict=True)
    }


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
