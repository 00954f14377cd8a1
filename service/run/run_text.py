"""What commands say of runs, a line each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cypher.commands import called
from cypher.vocabulary import IDENTIFIER_KINDS, Text
from service.run.coverage import moved_line
from service.tagging.figures import count, share


def derived(report: Mapping[str, Any]) -> Text:
    """What a derivation found, and whether it is published."""
    run_id, as_of = report["run_id"], report["as_of"]
    ends = [
        Text(f"等待确认的批次{each}已被取代", f"run {each}, which waited for a yes, is superseded")
        for each in report["superseded"]
    ]
    if report["moved"]:
        moved, command = moved_line(report["moved"]), f"{called('runs')} --publish {run_id}"
        first = Text(
            f"批次{run_id}（截至{as_of}）已算好，等待确认：{moved.zh}；请用`{command}`发布",
            f"run {run_id} as of {as_of} is built and waits for a yes: {moved.en}; publish it with "
            f"`{command}`",
        )
        return _joined([first, *ends])
    held = {tag_id: tag["holders"] for tag_id, tag in sorted(report["tags"].items())}
    zh = "、".join(f"{tag_id} {holders:,}位" for tag_id, holders in held.items())
    en = ", ".join(f"{tag_id} {holders:,}" for tag_id, holders in held.items())
    beside = Text("，与当前批次并列", ", beside the current one,") if run_id < 0 else Text("", "")
    first = Text(
        f"批次{run_id}（截至{as_of}）已发布{beside.zh}，用时{report['seconds']:.1f}秒：持有人{zh}",
        f"run {run_id} published as of {as_of}{beside.en} in {report['seconds']:.1f} s: holders of "
        f"{en}",
    )
    return _joined([first, *_looked_at(report), *ends])


def _looked_at(report: Mapping[str, Any]) -> Iterator[Text]:
    """Values that tie nobody, and tags that too much of the bank holds."""
    if nothing := report["taken_as_nothing"]:
        kinds = [(IDENTIFIER_KINDS.title(kind), rows) for kind, rows in nothing.items()]
        yield Text(
            f"视为未填的取值：{'、'.join(f'{kind.zh}{rows:,}个' for kind, rows in kinds)}",
            f"values taken as nothing: {', '.join(f'{kind.en} {rows:,}' for kind, rows in kinds)}",
        )
    if wide := [(tag["tag_id"], share(tag["share"])) for tag in report["attention"]]:
        yield Text(
            f"覆盖面过大的标签：{'、'.join(f'{tag_id} {told.zh}' for tag_id, told in wide)}",
            "look at the tags that so much of the bank holds: "
            f"{', '.join(f'{tag_id} {told.en}' for tag_id, told in wide)}",
        )


def _joined(parts: Sequence[Text]) -> Text:
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def published(report: Mapping[str, Any]) -> Text:
    """That a run which waited was published."""
    moved = moved_line(report["moved"])
    return Text(
        f"批次{report['run_id']}（截至{report['as_of']}）已发布：{moved.zh}",
        f"run {report['run_id']} as of {report['as_of']} is published: {moved.en}",
    )


def withdrawn(report: Mapping[str, Any]) -> Text:
    """That a run was withdrawn, and what counts again."""
    withdrew, run_id = report["withdrew"], report["run_id"]
    return Text(
        f"批次{withdrew['run_id']}已撤回：恢复批次{withdrew['says_again']}的内容，编号为批次{run_id}",
        f"run {withdrew['run_id']} withdrawn: what run {withdrew['says_again']} said counts again, "
        f"as run {run_id}",
    )


def listed_run(run: Mapping[str, Any]) -> Text:
    """One run of the list: when it was published, or why it waits, and how much it says."""
    state = Text(f"{run['published_at']}发布", f"published {run['published_at']}")
    if run["state"] == "waiting":
        moved = moved_line(run["moved"])
        state = Text(f"等待确认，因{moved.zh}", f"waits for a yes, since {moved.en}")
    holdings = count(run["holdings"], "things", "holding")
    tags = count(run["tags"], "things", "tag")
    customers = count(run["customers"], "customers", "customer")
    because = _because(run["withdrew"])
    return Text(
        f"批次{run['run_id']}（截至{run['as_of']}），{state.zh}：{customers.zh}客户，{tags.zh}标签，"
        f"{run['holdings']:,}条持有标签{because.zh}",
        f"run {run['run_id']} as of {run['as_of']}, {state.en}: {holdings.en} of {tags.en}, "
        f"{customers.en}{because.en}",
    )


def _because(withdrew: Mapping[str, Any] | None) -> Text:
    """Why a run that withdrew another was made."""
    if not withdrew:
        return Text("", "")
    run_id, says_again, reason = (withdrew[key] for key in ("run_id", "says_again", "reason"))
    return Text(
        f"；撤回批次{run_id}，恢复批次{says_again}的内容：{reason}",
        f"; withdrew run {run_id}, says again what run {says_again} said: {reason}",
    )
