"""A table is read, asked and written a thousand rows at a time."""

import argparse
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cypher.engine.migrations import need_schema
from cypher.language import spoken
from cypher.time_zone import time_zone
from cypher.vocabulary import LISTED_GROUP_KINDS, Text
from service.api.match.schemas import MOST_ITEMS, MOST_TAGS
from service.api.tables.cells import Cell
from service.api.tables.columns import Kind
from service.api.tables.files import About, Sheet
from service.app import create_app
from service.audit.entries import Read
from service.audit.exports import export_by, written_down
from service.match_file.asking import Questions, Unread, run_of
from service.match_file.reading import MatchFileError, Row, opened
from service.match_file.writing import ENDINGS, keep
from service.settings import Settings
from service.tags import catalogue

#: What is written beside the columns of the table.
ADDED = ("match", "customer_id", "name", "score", "because")
_KINDS: tuple[Kind, ...] = ("text", "text", "text", "number", "words")
OTHERS = "others"
_TITLE, _ABOUT_TITLE = Text("匹配", "match"), Text("说明", "about")
#: What a column of the table is called anew that is called as one of those is.
_RENAMED = "input_{}"
ALL_EXACT, SOME_NOT = 0, 1


@dataclass
class Outcome:
    """What came of a table."""

    counts: Counter[str] = field(default_factory=Counter)
    conflicting: int = 0
    unread: Unread = field(default_factory=Unread)


def match_file(options: argparse.Namespace, on_step: Callable[[Text], None]) -> int:
    """Match a table and write it; 0 where every row is one customer for certain, else 1.

    Raises MatchFileError, what `matches` raises, and StoreUnusable where the export cannot be
    written down. Rows are read, asked and written a thousand at a time: of the table's memory holds
    the ids of those whom it means.
    """
    began = time.monotonic()
    target = _target(options.file, options.out)
    tags, groups = _listed(options.tags), _listed(options.groups)
    _check(tags, groups)
    settings = Settings(deadline=math.inf)
    app = create_app(settings)
    with (
        written_down(settings) as write_down,
        closing(app.extensions["guanxi.store"]) as store,
        opened(options.file, options.encoding) as table,
    ):
        need_schema(store)
        run = run_of(app, options.as_of, options.run)
        questions = Questions(app, table, tags, groups, run)
        outcome = Outcome(unread=questions.unread)
        lang = options.lang or settings.lang
        taken = {*ADDED, *tags, *groups, OTHERS}
        header = [_RENAMED.format(name) if name in taken else name for name in table.header]

        def summary() -> dict[str, Any]:
            return {
                "file": str(options.file),
                "out": str(target),
                "rows": outcome.counts.total(),
                **{match: outcome.counts[match] for match in ("exact", "likely", "none")},
                "conflicting": outcome.conflicting,
                "unread": outcome.unread.count,
                "not_derived": questions.not_derived,
                "run_id": run.run_id or None,
                "as_of": run.as_of,
                "seconds": round(time.monotonic() - began, 2),
            }

        def about(_: Sequence[int]) -> Iterator[tuple[str, str]]:
            zone = ZoneInfo(time_zone(settings.time_zone).name)
            at = datetime.now(zone).isoformat(timespec="seconds")
            return ((name, _about(value)) for name, value in {**summary(), "at": at}.items())

        sheet = Sheet(
            title=_TITLE.told(lang),
            headers=[*header, *ADDED, *tags, *groups, OTHERS],
            kinds=_kinds(len(header), len(tags) + len(groups) + 1),
            rows=_rows(options.file, questions, outcome, lang, on_step),
        )

        def enter() -> None:
            write_down(store, _export(questions))

        keep(target, sheet, About(_ABOUT_TITLE.told(lang), about), enter)
    told = summary()
    print(json.dumps(told, ensure_ascii=False) if options.json else spoken(_line(told, outcome)))
    return ALL_EXACT if outcome.counts["exact"] == outcome.counts.total() else SOME_NOT


def _export(questions: Questions) -> Read:
    """The export as it is written down; neither the table nor its name is in it."""
    told = {"--tags": questions.tags, "--groups": questions.groups}
    options = [part for name, ids in told.items() if ids for part in (name, ",".join(ids))]
    run = ["--run", str(questions.run.run_id)] if questions.run.run_id else []
    return export_by(
        " ".join(["guanxi match", *options, *run]),
        customer_ids=[*questions.named],
        fields=sorted({*questions.table.fields.values()}),
    )


def _kinds(own: int, more: int) -> list[Kind]:
    """What columns hold: so many of the table's own, those that are added, and so many more."""
    text: Kind = "text"
    words: Kind = "words"
    return [*[text] * own, *_KINDS, *[words] * more]


def _rows(
    file: Path, questions: Questions, outcome: Outcome, lang: str, on_step: Callable[[Text], None]
) -> Iterator[list[Cell]]:
    """The rows of a file's table, each with what was found, which `outcome` counts.

    Raises MatchFileError where there are none.
    """
    for part in _parts(questions.table.rows):
        for (_, cells), found in zip(part, questions.answers(part), strict=True):
            _count(outcome, found)
            yield [*cells, *_cells(found, questions.tags, questions.groups, lang)]
        done = f"{outcome.counts.total():,}"
        on_step(Text(f"已匹配{done}行", f"{done} rows matched"))
    if not outcome.counts:
        raise MatchFileError(
            Text(f"{file}表头之下没有数据", f"{file} has no rows below its header")
        )


def _target(source: Path, out: Path | None) -> Path:
    target = out or source.with_name(f"{source.stem}-match{source.suffix}")
    if out and target.suffix.lower() not in ENDINGS:
        raise MatchFileError(
            Text(f"--out {out}须以.csv或.xlsx结尾", f"--out {out} must end with .csv or .xlsx")
        )
    if target.resolve() == source.resolve():
        raise MatchFileError(
            Text(
                f"--out {out}就是输入文件：请指定其他文件",
                f"--out {out} is the table itself: name another file",
            )
        )
    if target.is_dir() or not target.parent.is_dir():
        raise MatchFileError(
            Text(
                f"--out {target}无法写入：请指定已有文件夹中的文件",
                f"--out {target} cannot be written: name a file in a folder there is",
            )
        )
    return target


def _listed(text: str) -> list[str]:
    return [*dict.fromkeys(filter(None, (part.strip() for part in text.split(","))))]


def _check(tags: Sequence[str], groups: Sequence[str]) -> None:
    if unknown := sorted(set(tags) - catalogue().keys()):
        raise MatchFileError(
            Text(
                f"没有标签{'、'.join(unknown)}：GET /api/v1/tags可列出全部",
                f"there is no tag {', '.join(unknown)}: /api/v1/tags lists them",
            )
        )
    if len(tags) > MOST_TAGS:
        raise MatchFileError(
            Text(
                f"请求了{len(tags)}个标签：至多{MOST_TAGS}个",
                f"{len(tags)} tags are asked for: at most {MOST_TAGS}",
            )
        )
    if wrong := sorted(set(groups) - {*LISTED_GROUP_KINDS}):
        raise MatchFileError(
            Text(
                f"没有{'、'.join(wrong)}类群组：现有{'、'.join(LISTED_GROUP_KINDS)}",
                f"there are no groups of the kind {', '.join(wrong)}: "
                f"the kinds are {', '.join(LISTED_GROUP_KINDS)}",
            )
        )


def _parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while part := list(islice(rows, MOST_ITEMS)):
        yield part


def _count(outcome: Outcome, found: dict[str, Any]) -> None:
    outcome.counts[found["match"]] += 1
    outcome.conflicting += any(each["conflicts"] for each in found["customers"][:1])


def _cells(
    found: dict[str, Any], tags: Sequence[str], groups: Sequence[str], lang: str
) -> list[Cell]:
    """What is written of a row: the customer who is meant, or the likeliest, and the others."""
    stop = "；" if lang == "zh" else "; "
    told = _in(found["because"], lang)
    if not found["customers"]:
        nothing: list[Cell] = [""] * (len(tags) + len(groups) + 1)
        return [found["match"], "", "", None, told, *nothing]
    first, *others = found["customers"]
    because = _in(first["because"], lang)
    listed = [f"{each['customer_id']} {each['name']} {each['score']:g}" for each in others]
    more = [f"+{found['more']}"] if found["more"] else []
    return [
        found["match"],
        first["customer_id"],
        first["name"],
        first["score"],
        because if found["match"] == "exact" else f"{told}{stop}{because}",
        *(stop.join(_holding(each, lang) for each in _of(first, tag)) for tag in tags),
        *(stop.join(_group(each) for each in _of_kind(first, kind)) for kind in groups),
        stop.join([*listed, *more]),
    ]


def _of(customer: dict[str, Any], tag_id: str) -> list[dict[str, Any]]:
    return [each for each in customer.get("tags", ()) if each["tag_id"] == tag_id]


def _of_kind(customer: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in customer.get("groups", ()) if each["kind"] == kind]


def _holding(held: dict[str, Any], lang: str) -> str:
    title, sentence = _in(held["grade_title"], lang), _in(held["sentence"], lang)
    return f"{title}：{sentence}" if lang == "zh" else f"{title}: {sentence}"


def _group(group: dict[str, Any]) -> str:
    called = group["name"] or group["head_name"] or ""
    return f"{group['group_id']} {called} ({group['size']})"


def _in(text: Any, lang: str) -> str:
    """A text in one language, whether it is told as a map or as a Text."""
    return str(text[lang] if isinstance(text, dict) else getattr(text, lang))


def _line(told: dict[str, Any], outcome: Outcome) -> Text:
    parts = list(_parts_of_line(told, outcome))
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _parts_of_line(told: dict[str, Any], outcome: Outcome) -> Iterator[Text]:
    run_id, as_of = told["run_id"], told["as_of"]
    run = Text("尚无批次的银行数据", "a bank without runs")
    if run_id:
        run = Text(f"批次{run_id}（截至{as_of}）", f"run {run_id} as of {as_of}")
    rows, exact, likely, none = (told[key] for key in ("rows", "exact", "likely", "none"))
    yield Text(
        f"以{run.zh}匹配{told['file']}的{rows:,}行：确定{exact:,}行，可能{likely:,}行，"
        f"无匹配{none:,}行；已写入{told['out']}",
        f"{rows:,} row{'s' * (rows != 1)} of {told['file']} against {run.en}: {exact:,} exact, "
        f"{likely:,} likely, {none:,} none; wrote {told['out']}",
    )
    if conflicting := told["conflicting"]:
        yield Text(
            f"{conflicting:,}行另有不一致之处：见because列",
            f"{conflicting:,} with something that says otherwise: see because",
        )
    if first := outcome.unread.first:
        unread = told["unread"]
        yield Text(
            f"{unread:,}个取值未采用，首个为{first.zh}",
            f"{unread:,} value{'s' * (unread != 1)} left out, first {first.en}",
        )
    if missing := told["not_derived"]:
        yield Text(
            f"该批次没有计算{'、'.join(missing)}", f"this run did not derive {', '.join(missing)}"
        )
    yield Text(f"用时{told['seconds']:.1f}秒", f"{told['seconds']:.1f} s")


def _about(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
