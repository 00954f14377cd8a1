"""How much of the bank holds each tag, and how far that moved since the current run."""

from collections.abc import Mapping, Sequence
from typing import Any

from cypher.vocabulary import Text

#: The report of a run, or its part of each tag.
Report = Mapping[str, Any]


def share_of(holders: int, customers: int) -> float:
    """The holders of a tag as a share of the bank's customers, 0 where it has none."""
    return round(holders / customers, 6) if customers else 0.0


def asking_attention(report: Report, most: float) -> list[dict[str, Any]]:
    """The tags that more than a share of the bank holds, those that most hold first."""
    wide = [
        {"tag_id": tag_id, "holders": tag["holders"], "share": tag["share"]}
        for tag_id, tag in report["tags"].items()
        if tag.get("share", 0.0) > most
    ]
    return sorted(wide, key=lambda tag: (-tag["share"], tag["tag_id"]))


def moved_too_far(
    found: Report, current: Report | None, most: float | None
) -> list[dict[str, Any]]:
    """The tags whose holders moved by more than a share of those of the current run.

    `found` and `current` are the parts of reports about tags, `current` None before the first run;
    nothing moves too far without a `most`. A tag that the current run did not derive has nothing to
    be compared with; of one that nobody held every holder is more than any share. By tag.
    """
    if most is None or current is None:
        return []
    moved = []
    for tag_id in sorted(found):
        if tag_id not in current:
            continue
        before, after = current[tag_id]["holders"], found[tag_id]["holders"]
        # In whole customers, so that exactly the share is not more than it.
        if round(abs(after - before) - most * before, 9) > 0:
            moved.append(
                {
                    "tag_id": tag_id,
                    "before": before,
                    "after": after,
                    "moved": round(abs(after - before) / before, 6) if before else None,
                }
            )
    return moved


def moved_line(moved: Sequence[Mapping[str, Any]]) -> Text:
    """What moved from what to what, as a part of a sentence for a person."""
    return Text(
        "、".join(
            f"{tag['tag_id']}的持有人由{tag['before']:,}位变为{tag['after']:,}位" for tag in moved
        ),
        ", ".join(
            f"holders of {tag['tag_id']} went from {tag['before']:,} to {tag['after']:,}"
            for tag in moved
        ),
    )
