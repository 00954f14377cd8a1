"""Small pieces of sentences that every tag's teller needs, in both languages."""

from collections.abc import Sequence


def percent(share: float) -> str:
    """A share as a percentage: at most two decimals, none that say nothing."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def listed_zh(names: Sequence[str], most: int = 3) -> str:
    """甲、乙、丙等N个: a list of names, cut where it gets long."""
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等{len(names)}个"


def listed_en(names: Sequence[str], most: int = 3) -> str:
    """A, B and C, or A, B, C and 4 others."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} others"
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return "".join(names)
