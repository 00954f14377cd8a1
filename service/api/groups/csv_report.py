"""Groups as CSV: one row a member, with the reason and the numbers, as a supervisor reads them."""

import csv
import io
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Response

from cypher.serve.groups import GroupRow, GroupsOfKind, MembersOfGroup
from cypher.spreadsheet import safe_cell
from service.api.groups.lookups import with_heads
from service.api.groups.present import overrides_in_force, shown_groups, shown_members
from service.api.http.answers import store
from service.api.http.times import AskedRun

PAGE = 5_000
#: How many bytes of a report are kept in memory; longer ones go to a temporary file.
IN_MEMORY = 16_000_000
CHUNK = 65_536
#: Excel takes UTF-8 for what it is where the file begins with this.
BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "run_id",
    "as_of",
    "known_at",
    "group_id",
    "group_kind",
    "group_name_zh",
    "group_name_en",
    "head_id",
    "head_name",
    "group_size",
    "group_exposure",
    "group_currency",
    "tier1_share",
    "over_limit",
    "customer_id",
    "name",
    "kind",
    "is_client",
    "role",
    "exposure",
    "currency",
    "reason_zh",
    "reason_en",
    "override",
    "override_reason",
    "override_author",
)


def report_of_group(group: GroupRow, run: AskedRun) -> Response:
    """One group as CSV."""
    return _answer(iter([group]), run)


def report_of_kind(kind: str, run: AskedRun) -> Response:
    """All groups of a kind as CSV, by id; memory is that of one page of members."""
    return _answer(_groups(kind, run.run_id), run)


def _groups(kind: str, run_id: int) -> Iterator[GroupRow]:
    after_id = ""
    while rows := store().rows(GroupsOfKind([kind], run_id, kind, after_id, PAGE)):
        yield from with_heads(rows, run_id)
        after_id = rows[-1].group_id


def _answer(groups: Iterator[GroupRow], run: AskedRun) -> Response:
    # Written in full before the first byte is sent: a report that breaks off must not look whole.
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (_chunks closes it)
    for line in _lines(groups, run):
        file.write(line.encode())
    length = {"Content-Length": str(file.tell())}
    file.seek(0)
    return Response(_chunks(file), mimetype="text/csv", headers=length)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def _lines(groups: Iterator[GroupRow], run: AskedRun) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _line(dict(zip(COLUMNS, COLUMNS, strict=True)))
    for group in groups:
        for row in _rows(group, run):
            yield _line(row)


def _line(row: dict[str, Any]) -> str:
    line = io.StringIO()
    csv.DictWriter(line, COLUMNS).writerow({name: _cell(row.get(name)) for name in COLUMNS})
    return line.getvalue()


def _cell(value: Any) -> Any:
    """A value as a cell; a text that a spreadsheet would take for a formula is made a text."""
    if isinstance(value, bool):
        return str(value).lower()
    return safe_cell(value) if isinstance(value, str) else value


def _rows(group: GroupRow, run: AskedRun) -> Iterator[dict[str, Any]]:
    """A group's members, and after them those who were decided to be in it and are not."""
    run_id = run.run_id
    (shown,) = shown_groups([group], run)
    same = {
        **run.told,
        "group_id": group.group_id,
        "group_kind": group.kind,
        "group_name_zh": shown["name"].zh,
        "group_name_en": shown["name"].en,
        "head_id": shown["head_id"],
        "head_name": shown["head_name"],
        "group_size": group.size,
        "group_exposure": shown["exposure"],
        "group_currency": shown["currency"],
        "tier1_share": shown["tier1_share"],
        "over_limit": shown["over_limit"],
    }
    overrides = overrides_in_force(group.group_id, run_id)
    added = {override.customer_id: override for override in overrides if override.decision == "in"}
    after_id = ""
    while rows := store().rows(MembersOfGroup(group.group_id, run_id, after_id, PAGE)):
        for member in shown_members(group.group_id, rows, overrides, run):
            added.pop(member["customer_id"], None)
            words, decided = member["sentence"], member["override"] or {}
            yield {
                **same,
                **member,
                "reason_zh": words.zh if words else "由本行认定",
                "reason_en": words.en if words else "Declared by the bank itself",
                "override": decided.get("decision"),
                "override_reason": decided.get("reason"),
                "override_author": decided.get("author"),
            }
        after_id = rows[-1].customer_id
    for override in added.values():
        yield {
            **same,
            "customer_id": override.customer_id,
            "name": override.name,
            "override": override.decision,
            "override_reason": override.reason,
            "override_author": override.author,
        }
