"""The addresses of tables: .csv and .xlsx behind every list and report, or Accept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from urllib.parse import quote

from flask import Response, request
from flask_openapi.openapi import OpenAPI
from werkzeug.routing import Rule

from cypher.language import Language
from cypher.vocabulary import Text
from service.access import masks
from service.api.access.named import begin_export
from service.api.access.viewers import viewer
from service.api.http.language import asked_language
from service.api.http.openapi_responses import openapi_path
from service.api.http.times import zone
from service.api.tables.cells import Cell, cell, told
from service.api.tables.columns import Column, at, column, headings
from service.api.tables.declared import TABLES
from service.api.tables.documents import documented_list, documented_table
from service.api.tables.files import (
    MEDIA_TYPES,
    MOST_ROWS,
    About,
    Sheet,
    TooManyRows,
    chunks,
    written,
)
from service.api.tables.pages import Refused, answer_to, answers, asked
from service.api.tables.table import Table
from service.errors import BadRequest, NotFound

_FORM = f"<any({','.join(MEDIA_TYPES)}):table_form>"
_JSON = "application/json"


def add_tables(app: OpenAPI) -> None:
    """Answer every declared list as a table too: by a suffix of its address, or by Accept.

    To be called once the lists have their addresses. An id that ends as a form does is looked up
    whole first.
    """
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules() if rule.endpoint in TABLES}
    for endpoint, rule in rules.items():
        (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        app.add_url_rule(
            f"{rule.rule}.{_FORM}",
            f"{endpoint}_as_table",
            _behind(app, endpoint, rule),
            methods=[method],
        )
        path = openapi_path(rule.rule)
        title = TABLES[endpoint].title
        app.paths[f"{path}.{{table_form}}"] = documented_table(
            app.paths[path], method.lower(), f"{title.zh} {title.en}"
        )
        app.paths[path] = documented_list(app.paths[path], method.lower())

    @app.before_request
    def as_accepted() -> Response | None:
        endpoint = request.endpoint
        if endpoint not in TABLES or "Accept" not in request.headers:
            return None
        wanted = request.accept_mimetypes.best_match([_JSON, *MEDIA_TYPES.values()])
        for form, media_type in MEDIA_TYPES.items():
            if wanted == media_type:
                return table(endpoint, request.view_args or {}, form)
        return None


def _behind(app: OpenAPI, endpoint: str, rule: Rule) -> Any:
    last = rule.rule.rpartition("/")[2]
    id_last = last.strip("<>") if last.startswith("<") and ":" not in last else None

    def view(table_form: str, **named: Any) -> Any:
        if id_last:
            whole = {**named, id_last: f"{named[id_last]}.{table_form}"}
            try:
                return answer_to(endpoint, whole, asked())
            except NotFound:
                pass
        return table(endpoint, named, table_form)

    return view


def table(endpoint: str, named: Mapping[str, Any], form: str) -> Response:
    """What a list answers, as a file; a refusal as the list itself refuses.

    All of the list, unless the request names a page by `limit` or `cursor`. Raises BadRequest where
    it has more rows than a sheet.
    """
    begin_export()
    declared, language = TABLES[endpoint], asked_language()
    title = declared.title.told(language)
    pages = answers(endpoint, named, paged=declared.paged and request.method == "GET")
    try:
        first = next(pages)
        answered = chain([first], pages) if declared.paged else [first]
        sheets = [_sheet(each, first, answered, language) for each in declared.sections]

        def lines(counts: Sequence[int]) -> Iterator[tuple[str, str]]:
            return _about(title, first, [*zip(sheets, counts, strict=True)], language)

        file = written(sheets, form, About(told(_ABOUT_TITLE, language), lines))
    except Refused as refused:
        return refused.response
    except TooManyRows:
        raise BadRequest(
            Text(
                f"一张工作表至多{MOST_ROWS:,}行：请缩小范围，或改用.csv",
                f"a sheet takes {MOST_ROWS:,} rows: narrow the list, or ask for it as .csv",
            )
        ) from None
    name = f"{title}_{first.get('as_of') or zone().today()}.{form}"
    headers = {
        "Content-Length": str(file.tell()),
        "Content-Disposition": f"attachment; filename=table.{form}; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-cache",
    }
    return Response(chunks(file), mimetype=MEDIA_TYPES[form], headers=headers)


def _sheet(
    declared: Table,
    first: Mapping[str, Any],
    pages: Iterable[dict[str, Any]],
    language: Language,
) -> Sheet:
    """A table of an answer, whose pages begin with the first."""
    columns = [column(each) for each in declared.columns]
    return Sheet(
        title=declared.title.told(language),
        headers=[each.header(language) for each in columns],
        kinds=[each.kind for each in columns],
        rows=_rows(declared, columns, pages, language),
        note=_note(declared, first, language),
    )


def _note(declared: Table, answer: Mapping[str, Any], language: Language) -> str:
    """Why an answer lacks what a table shows, or how much of it is left out; '' for neither."""
    part = declared.rows.partition(".")[0]
    if why := answer.get("not_told", {}).get(part):
        return told(why, language)
    hidden = at(answer, declared.hidden.split(".")) if declared.hidden else 0
    return told(
        Text(f"另有{hidden:,}项未列出", f"{hidden:,} more are not listed"), language
    ) * bool(hidden)


def _rows(
    declared: Table, columns: list[Column], pages: Iterable[dict[str, Any]], language: Language
) -> Iterator[list[Cell]]:
    """The cells of each row; the total comes last."""
    page: dict[str, Any] = {}
    for page in pages:
        for row in _within(page, declared.rows.split("."), outer=declared.outer):
            yield _cells(columns, row, page, declared.tag, language)
    if declared.total:
        total = {"row": "total", **page[declared.total]}
        yield _cells(columns, total, page, declared.tag, language)


def _cells(
    columns: list[Column],
    row: Mapping[str, Any],
    answer: Mapping[str, Any],
    tag_id: str,
    language: Language,
) -> list[Cell]:
    """A row's cells; what a code means may depend on what the answer says once."""
    names = answer.get("names", {})
    if "name" not in row and row.get("customer_id") in names:
        row = {**row, "name": names[row["customer_id"]]}
    once = {name: value for name, value in answer.items() if not isinstance(value, (list, dict))}
    about = {"tag_id": tag_id, **once, **row}
    return [cell(each.heading, about, each.value(row, answer), language) for each in columns]


def _within(
    answer: Mapping[str, Any], path: Sequence[str], *, outer: bool
) -> Iterator[dict[str, Any]]:
    """The rows at the end of a path, each with what stands around it; one that is no list is one.

    Of what has no rows, what stands around them is a row where `outer` says so.
    """
    name, *rest = path
    found = answer[name]
    rows = found if isinstance(found, list) else [] if found is None else [found]
    for row in rows:
        if not rest:
            yield row
            continue
        around = {key: value for key, value in row.items() if key != rest[0]}
        below = [*_within(row, rest, outer=outer)] or [{}] * outer
        yield from ({"around": around, **around, **inner} for inner in below)


_ABOUT_TITLE = Text("说明", "About")
_ABOUT = {
    "what": Text("内容", "what"),
    "run_id": Text("批次", "run"),
    "as_of": Text("业务日期", "business day"),
    "known_at": Text("发布时间", "published at"),
    "asked": Text("筛选条件", "asked"),
    "address": Text("地址", "address"),
    "rows": Text("行数", "rows"),
    "by": Text("导出人", "exported by"),
    "at": Text("导出时间", "exported at"),
}


def _about(
    title: str,
    answer: Mapping[str, Any],
    sheets: Sequence[tuple[Sheet, int]],
    language: Language,
) -> Iterator[tuple[str, str]]:
    """What a reader must know of a file: of which run and day, asked how, by whom and when.

    And how many rows each of several tables has, with its note, and whatever else the answer tells
    once.
    """
    said = {
        "what": title,
        **{name: answer.get(name) or "" for name in ("run_id", "as_of", "known_at")},
        "asked": masks.in_text("; ".join(f"{name}={text}" for name, text in asked().items())),
        "address": masks.in_text(request.path),
        "rows": f"{sum(count for _, count in sheets):,}",
        "by": viewer().user_id,
        "at": zone().told(datetime.now(UTC).isoformat(timespec="seconds")),
    }
    for name, value in said.items():
        yield told(_ABOUT[name], language), str(value)
    for sheet, count in sheets if len(sheets) > 1 else ():
        yield sheet.title, " ".join(filter(None, (f"{count:,}", sheet.note)))
    for name, value in answer.items():
        known = headings().get(name)
        if name not in said and isinstance(value, (str, int, float)) and name != "next":
            heading = known.zh if known and language == "zh" else name
            yield heading, str(cell(known, answer, value, language) if known else value)
