"""mapping.yaml: a bank's own files as canonical records, said by an analyst without SQL.

    customers:
      file: CUST_*.txt
      delimiter: "|"
      columns:
        customer_id: no
        kind: {from: type, codes: {"1": person, "2": company}}
        birth_on: {from: born, format: "%Y%m%d"}
        assets: {from: deposits, unit: 10000, thousands: ","}

Every scalar is taken as the text that it is written as: a code 01 is not the number 1, and NO is
not false.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import duckdb
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cypher.reasons import quoted_reason
from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.files import not_utf8, shown
from loaders.reading.headers import is_own, near_names
from loaders.reading.mapped.conversions import (
    Conversion,
    by_codes,
    by_formats,
    by_number,
    unit_fault,
)
from loaders.reading.workbench import literal
from loaders.records.canonical import RECORDS
from loaders.records.column_types import COUNT, DAY, INSTANT, PORTION, SHARE, ColumnType
from loaders.records.declarations import Record

MAPPING = "mapping.yaml"
_LONGEST = 4_000_000

#: What is wrong with a place of the file, by what the model calls it.
_FACTOR = Text("须为系数，如10000或0.01", "must be a factor such as 10000 or 0.01")
_EMPTY = Text("不得为空", "must not be empty")
_FAULTS = {
    "missing": Text("缺失", "is missing"),
    "extra_forbidden": Text("无法识别", "is unknown"),
    "string_type": Text("须为一段文字", "must be one text"),
    "string_too_short": _EMPTY,
    "string_too_long": Text("过长，须为一个符号", "is too long for a mark"),
    "too_short": _EMPTY,
    "list_type": Text("须为一种格式或其列表", "must be one format or a list of them"),
    "decimal_parsing": _FACTOR,
    "decimal_type": _FACTOR,
    "finite_number": _FACTOR,
}
_NO_KEYS = Text("须有各自的键及取值", "must have keys of its own, each with what it says")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class _ColumnSaid(_Strict):
    """One canonical column: where it comes from, and how it is read."""

    source: str = Field(alias="from", min_length=1)
    codes: dict[str, str] | None = Field(None, min_length=1)
    format: Annotated[list[str], BeforeValidator(_listed)] | None = Field(None, min_length=1)
    unit: Decimal | None = None
    thousands: str = Field("", max_length=1)


def _long_form(value: object) -> object:
    return {"from": value} if isinstance(value, str) else value


class _RecordSaid(_Strict):
    """One record: its files, what parts their columns, and the columns."""

    file: str = Field(min_length=1)
    delimiter: str = Field(",", min_length=1, max_length=4)
    columns: dict[str, Annotated[_ColumnSaid, BeforeValidator(_long_form)]]


@dataclass(frozen=True)
class Mapped:
    """How a record's files are read: each canonical column's source, and what is made of it."""

    delimiter: str
    sources: Mapping[str, str]
    conversions: Mapping[str, Conversion]


def read_mapping(path: Path, folder: Path) -> list[tuple[Record, tuple[Path, ...], Mapped]]:
    """What a mapping says of the files in `folder`, records in their order of loading.

    Raises LoadError, naming what is at fault, for what is no such mapping: an unknown record,
    column or key, a column said twice, a format that is none, a pattern that no file has.
    """
    said = _parsed(path)
    known = {record.name: record for record in RECORDS}
    for name in said:
        if name not in known:
            near = near_names(name, [*known])
            told = Text(f"不是标准记录：{near.zh}", f"is no record: {near.en}")
            raise _fault(path, name, told)
    if not said:
        raise LoadError(
            Text(
                f"{shown(path)}没有内容：请写明记录、文件和各列",
                f"{shown(path)} says nothing: name a record, its file and its columns",
            )
        )
    return [
        _of_record(path, folder, record, said[name])
        for name, record in known.items()
        if name in said
    ]


def _of_record(
    path: Path, folder: Path, record: Record, content: Any
) -> tuple[Record, tuple[Path, ...], Mapped]:
    try:
        said = _RecordSaid.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join([record.name, *(str(part) for part in first["loc"])])
        raise _fault(path, place, _FAULTS.get(first["type"], _NO_KEYS)) from None
    known = [column.name for column in record.columns]
    for name in said.columns:
        if name not in known and not is_own(name):
            near = near_names(name, known)
            told = Text(
                f"不是{record.name}的列：{near.zh}", f"is no column of {record.name}: {near.en}"
            )
            raise _fault(path, f"{record.name}.columns.{name}", told)
    for name in record.required:
        if name not in said.columns:
            told = Text(
                f"缺少{name}：{record.name}必须有此列", f"lacks {name}: {record.name} need it"
            )
            raise _fault(path, f"{record.name}.columns", told)
    if not said.delimiter.isprintable() and said.delimiter.strip("\t\x01\x02\x03\x1d\x1e\x1f"):
        raise _fault(
            path, f"{record.name}.delimiter", Text("须在同一行内", "must stand on one line")
        )
    if any(letter.isalnum() or letter in ' "' for letter in said.delimiter):
        told = Text("须为'|'之类的符号，不能是引号", "must be a mark such as '|', and no quote")
        raise _fault(path, f"{record.name}.delimiter", told)
    sources = {name: column.source for name, column in said.columns.items()}
    conversions = dict(_conversions(path, record, said))
    files = _files(path, folder, record, said.file)
    return record, files, Mapped(said.delimiter, sources, conversions)


def _conversions(path: Path, record: Record, said: _RecordSaid) -> Iterator[tuple[str, Conversion]]:
    for name, column in said.columns.items():
        place = f"{record.name}.columns.{name}"
        given = [
            key
            for key, value in (
                ("codes", column.codes),
                ("format", column.format),
                ("unit or thousands", column.unit is not None or column.thousands),
            )
            if value
        ]
        if len(given) > 1:
            told = Text(
                f"同时有{'、'.join(given).replace(' or ', '或')}：请只保留一项",
                f"has {' and '.join(given)}: leave one of them",
            )
            raise _fault(path, place, told)
        column_type = None if is_own(name) else record.column(name).type
        if column.codes:
            yield name, by_codes(column.codes)
        if column.format:
            if column_type not in (DAY, INSTANT):
                told = Text("只用于日期和时点", "is for days and instants")
                raise _fault(path, f"{place}.format", told)
            _try_formats(path, place, column.format)
            yield name, by_formats(column.format, day=column_type is DAY)
        if column.unit is not None and (fault := unit_fault(column.unit)):
            raise _fault(path, f"{place}.unit", fault)
        if column.thousands.isalnum() or column.thousands in ("+", "-"):
            told = Text("须为','之类的符号", "must be a mark such as ','")
            raise _fault(path, f"{place}.thousands", told)
        if column.unit is not None or column.thousands:
            if column_type and not _is_number(column_type):
                told = Text(
                    "不是数值列：请去掉unit和thousands",
                    "is no number: leave unit and thousands out",
                )
                raise _fault(path, place, told)
            yield name, by_number(column.unit, column.thousands)


def _is_number(column_type: ColumnType) -> bool:
    return column_type.is_money or column_type in (COUNT, PORTION, SHARE)


def _try_formats(path: Path, place: str, formats: list[str]) -> None:
    with duckdb.connect(":memory:") as connection:
        for each in formats:
            told = Text(f"不是有效格式：{each}", f"is no format: {each}")
            try:
                connection.execute(f"SELECT try_strptime('', {literal(each)})").fetchall()
            except duckdb.Error:
                raise _fault(path, f"{place}.format", told) from None
            if "%" not in each:
                raise _fault(path, f"{place}.format", told)


def _files(path: Path, folder: Path, record: Record, pattern: str) -> tuple[Path, ...]:
    place = f"{record.name}.file"
    try:
        found = sorted(found for found in folder.glob(pattern) if found.name != MAPPING)
    except (ValueError, NotImplementedError):
        told = Text(
            f"不是文件夹内的文件名模式：{pattern}",
            f"is no pattern of files below the folder: {pattern}",
        )
        raise _fault(path, place, told) from None
    # A name that is there as it is written is that file, whatever letters of patterns it has.
    exact = folder / pattern
    if not found and exact.is_relative_to(folder) and exact.is_file():
        found = [exact]
    if any(".." in each.relative_to(folder).parts for each in found):
        told = Text(f"指向了文件夹之外：{pattern}", f"leads out of the folder: {pattern}")
        raise _fault(path, place, told)
    if not found:
        told = Text(
            f"在{shown(folder)}中找不到文件：{pattern}",
            f"finds no file in {shown(folder)}: {pattern}",
        )
        raise _fault(path, place, told)
    return tuple(found)


class _Texts(yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader):  # type: ignore[misc]
    """YAML in which every scalar is a text, and no key comes twice."""


def _unique(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        name = str(key.value)
        if name in seen:
            line = key.start_mark.line + 1
            raise LoadError(
                Text(
                    f"{name}写了两次（第{line}行）：请只保留一次",
                    f"{name} is said twice (line {line}): leave one of them",
                )
            )
        seen.add(name)
    pairs = yaml.BaseLoader.construct_mapping(loader, node, deep=True)
    return {str(key): value for key, value in pairs.items()}


_Texts.add_constructor("tag:yaml.org,2002:map", lambda loader, node: _unique(loader, node))


def _parsed(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _LONGEST:
        raise LoadError(
            Text(
                f"{shown(path)}超过{_LONGEST:,}字节：不是字段映射",
                f"{shown(path)} is longer than {_LONGEST:,} bytes: it is no mapping",
            )
        )
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise LoadError(not_utf8(path)) from None
    try:
        # What refers to itself could grow without bound where it is looked through.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise LoadError(
                Text(
                    "含有别名（*）：请写出其全部内容",
                    "has an alias (*): write out what it stands for",
                )
            )
        said = yaml.load(text, Loader=_Texts)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (
            Text(f"（第{mark.line + 1}行）", f" (line {mark.line + 1})") if mark else Text("", "")
        )
        problem = getattr(error, "problem", None)
        told = quoted_reason(problem) if problem else Text("无法读取", "it cannot be read")
        raise LoadError(
            Text(
                f"{shown(path)}不是有效的YAML：{told.zh}{line.zh}",
                f"{shown(path)} is no YAML: {told.en}{line.en}",
            )
        ) from None
    except (LoadError, RecursionError) as error:
        told = (
            error.text if isinstance(error, LoadError) else Text("嵌套过深", "is nested too deeply")
        )
        raise LoadError(Text(f"{shown(path)}：{told.zh}", f"{shown(path)}: {told.en}")) from None
    if said in (None, ""):
        return {}
    if not isinstance(said, dict):
        raise LoadError(
            Text(
                f"{shown(path)}须以记录名称开头，例如customers:",
                f"{shown(path)} must begin with the name of a record, such as customers:",
            )
        )
    return {str(name): content for name, content in said.items()}


def _fault(path: Path, place: str, told: Text) -> LoadError:
    return LoadError(Text(f"{shown(path)}：{place}{told.zh}", f"{shown(path)}: {place} {told.en}"))
