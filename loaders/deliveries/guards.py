"""What makes a load refuse before it writes: files that lack what the last load had."""

from collections.abc import Sequence

from cypher.vocabulary import Text
from loaders.deliveries.history import History
from loaders.deliveries.planning import Plan

#: So many rows of a record may close whatever the share.
FEW_CLOSED = 10


def refusal(plans: Sequence[Plan], history: History, source: str, max_closed: float) -> Text | None:
    """Why a load with --full is refused, in one sentence for each record; None where it is not."""
    reasons = [
        reason
        for plan in plans
        if (reason := _absent(plan, history, source) or _shrunken(plan, source, max_closed))
    ]
    if not reasons:
        return None
    return Text(
        f"{'；'.join(reason.zh for reason in reasons)}：没有写入任何内容；请更正文件，"
        "若确需关闭请加--allow-closing重新加载",
        f"{'; '.join(reason.en for reason in reasons)}: nothing was written; mend the files, or "
        "load with --allow-closing if all of this is meant",
    )


def _absent(plan: Plan, history: History, source: str) -> Text | None:
    if plan.staged and plan.staged.rows:
        return None
    had, load_no = history.had(plan.record.name, source)
    if not had:
        return None
    lacks = Text("没有该记录的文件", "there is no file of it")
    if plan.staged:
        file = plan.staged.file
        lacks = Text(f"{file.zh}没有数据行", f"{file.en} has no rows")
    return Text(
        f"{plan.record.name}：{lacks.zh}，而{source}的加载批次L{load_no}有{had:,}行"
        f"（将关闭{plan.closing:,}行）",
        f"{plan.record.name}: {lacks.en}, where load L{load_no} of {source} had {had:,} "
        f"({plan.closing:,} would be closed)",
    )


def _shrunken(plan: Plan, source: str, max_closed: float) -> Text | None:
    if plan.closing <= FEW_CLOSED or plan.closing <= max_closed * plan.open_rows:
        return None
    return Text(
        f"{plan.record.name}：{source}的{plan.open_rows:,}个有效行中有{plan.closing:,}行将关闭，"
        f"超过{max_closed * 100:g}%（GUANXI_MAX_CLOSED）",
        f"{plan.record.name}: {plan.closing:,} of {plan.open_rows:,} open rows of {source} would "
        f"be closed, more than {max_closed * 100:g} % (GUANXI_MAX_CLOSED)",
    )
