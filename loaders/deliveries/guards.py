"""What makes a load refuse before it writes: files that lack what the last load had."""

from collections.abc import Sequence

from loaders.deliveries.history import History
from loaders.deliveries.planning import Plan

#: So many rows of a record may close whatever the share.
FEW_CLOSED = 10


def refusal(plans: Sequence[Plan], history: History, source: str, max_closed: float) -> str:
    """Why a load with --full is refused, in one sentence for each record; '' where it is not."""
    reasons = [
        reason
        for plan in plans
        if (reason := _absent(plan, history, source) or _shrunken(plan, source, max_closed))
    ]
    if not reasons:
        return ""
    return (
        f"{'; '.join(reasons)}: nothing was written; mend the files, or load with --allow-closing "
        "if all of this is meant"
    )


def _absent(plan: Plan, history: History, source: str) -> str:
    if plan.staged and plan.staged.rows:
        return ""
    had, load_no = history.had(plan.record.name, source)
    if not had:
        return ""
    lacks = f"{plan.staged.file} has no rows" if plan.staged else "there is no file of it"
    return (
        f"{plan.record.name}: {lacks}, where load L{load_no} of {source} had {had:,} "
        f"({plan.closing:,} would be closed)"
    )


def _shrunken(plan: Plan, source: str, max_closed: float) -> str:
    if plan.closing <= FEW_CLOSED or plan.closing <= max_closed * plan.open_rows:
        return ""
    return (
        f"{plan.record.name}: {plan.closing:,} of {plan.open_rows:,} open rows of {source} would "
        f"be closed, more than {max_closed * 100:g} % (GUANXI_MAX_CLOSED)"
    )
