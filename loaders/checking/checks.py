"""Which rows are well-formed: a record's declaration as one SELECT over its texts.

`checked_<record>` has, for each row of `raw_<record>`, `row_no`, `fault` (null, or the number of
the first thing wrong with the row), `warned` (the names of the columns that only describe and hold
a bad value, which is taken as unknown), the typed values, `attributes` and `digest`. What a row
refers to is another room's work: `loaders.checking.references`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cypher.language import spoken
from cypher.vocabulary import Text
from loaders.reading.mapped.conversions import Conversion
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench, literal, quoted
from loaders.records.column_types import FREE_TEXT, Rule
from loaders.records.declarations import Column, Record, Target

# A digest is a hash over a row's values in the order of the first declaration. A column that came
# later is compared by its name, and only where it has a value: the digests of all other rows, by
# which the store knows that nothing changed, stay what they were.

#: Between the values of a digest, and in place of a missing one: no value can hold either.
_BETWEEN, _MISSING = "chr(31)", "chr(30)"
_UNKNOWN: dict[Target, Text] = {
    "customers": Text("须为已知的客户", "must be one of the customers"),
    "accounts": Text("须为已知的账户", "must be one of the accounts"),
    "groups": Text("须为已知的集团", "must be one of the groups"),
}
_TWICE = Text(
    "同一主键在后文再次出现，以最后一行为准",
    "the same key comes again further down, and the last row counts",
)
#: The code of a customer who was erased: see `loaders.checking.erased`.
ERASED = "erased"
_ERASED = Text(
    "该客户的个人信息已依法删除，不再接收",
    "this person was erased, by the id or the certificate, and is not taken again",
)
_MISSING_VALUE = Text("不得为空", "must not be empty")


@dataclass(frozen=True)
class Fault:
    """One thing that can be wrong with a row: the columns it shows in, its code and reason."""

    columns: tuple[str, ...]
    code: str
    reason: Text


def faults(staged: Staged) -> list[Fault]:
    """Everything that can be wrong with a row of this record, numbered as in `checked_...`."""
    record = staged.record
    unknown = (
        Fault((c.name,), f"unknown_{c.refers_to[:-1]}", _UNKNOWN[c.refers_to])
        for c in record.columns
        if c.refers_to
    )
    return [
        *(fault for fault, _ in _conditions(staged)),
        Fault(record.key, "duplicate_key", _TWICE),
        *unknown,
        *([Fault(record.key, ERASED, _ERASED)] if record.name == "customers" else []),
    ]


def warnings(staged: Staged) -> list[tuple[Fault, str]]:
    """What costs a row no more than one value, with the SQL that is true of it, column by column.

    The SQL is over the texts of `filled`.
    """
    return [
        each
        for column in _columns(staged)
        if not _rejects(staged, column)
        for each in _of(staged, column)
    ]


def fault_number(staged: Staged, code: str, column: str) -> int:
    """The number of the fault of that code in that column; raises StopIteration for none."""
    return next(
        number
        for number, fault in enumerate(faults(staged))
        if fault.code == code and fault.columns[0] == column
    )


def check(workbench: Workbench, staged: Staged) -> None:
    """Make `checked_<record>`: types, bounds and rules, then keys that come twice; take notes.

    Linear in the rows, in one pass over the texts; finding keys is one hash aggregation.
    """
    name = staged.record.name
    workbench.run(f"CREATE TABLE checked_{name} AS {checked_rows(staged)}")
    _reject_duplicates(workbench, staged)
    for note in staged.record.notes:
        reason = literal(spoken(note.reason))
        workbench.run(
            f"INSERT INTO noted SELECT '{name}', row_no, '{note.code}', {reason}"
            f" FROM checked_{name} WHERE fault IS NULL AND ({note.breaks})"
        )


def checked_rows(staged: Staged) -> str:
    """The SELECT of the rows of `checked_<record>`."""
    columns = staged.record.columns
    cases = " ".join(
        f"WHEN {condition} THEN {number}"
        for number, (_, condition) in enumerate(_conditions(staged))
    )
    bad = _bad(staged)
    typed = ", ".join(
        f"{_unless(bad.get(column.name), _typed(column))} AS {quoted(column.name)}"
        for column in columns
    )
    return (
        f"SELECT *, {digest(columns)} AS digest"
        f" FROM (SELECT row_no, CASE {cases} END AS fault, {_warned(bad)} AS warned, {typed},"
        f" {_attributes(staged.own, bad)} AS attributes FROM ({filled(staged)}))"
    )


def _typed(column: Column) -> str:
    return column.type.typed.replace("@value", quoted(column.name))


def _bad(staged: Staged) -> dict[str, str]:
    """The columns that only describe, each with the SQL that is true where its value is bad."""
    bad: dict[str, list[str]] = {}
    for fault, condition in warnings(staged):
        bad.setdefault(fault.columns[0], []).append(condition)
    return {name: " OR ".join(conditions) for name, conditions in bad.items()}


def _unless(bad: str | None, value: str) -> str:
    """The SQL of a value, null where it is bad."""
    return f"CASE WHEN {bad} THEN NULL ELSE {value} END" if bad else value


def _warned(bad: dict[str, str]) -> str:
    """The SQL of the list of the columns whose value is bad."""
    if not bad:
        return "CAST([] AS VARCHAR[])"
    names = ", ".join(f"CASE WHEN {condition} THEN '{name}' END" for name, condition in bad.items())
    any_bad = " OR ".join(bad.values())
    return (
        f"CASE WHEN {any_bad} THEN list_filter([{names}], lambda name: name IS NOT NULL)"
        " ELSE CAST([] AS VARCHAR[]) END"
    )


def digest(columns: Sequence[Column]) -> str:
    """The SQL of the digest of a row's typed values."""
    return (
        f"CAST(md5_number_lower(concat_ws({_BETWEEN}, {_compared(columns)}))"
        " & 9223372036854775807 AS BIGINT)"
    )


def _compared(columns: Sequence[Column]) -> str:
    """The SQL of the texts that a digest is taken of; concat_ws leaves out those that are null."""
    first = [column.name for column in columns if not column.added]
    later = sorted(column.name for column in columns if column.added)
    values = (f"CAST({quoted(name)} AS VARCHAR)" for name in (*first, "attributes"))
    named = (f"'{name}=' || CAST({quoted(name)} AS VARCHAR)" for name in later)
    return ", ".join([*(f"coalesce({value}, {_MISSING})" for value in values), *named])


def filled(staged: Staged) -> str:
    """The SELECT of the texts without spaces around them, null where empty, defaults put in.

    Of a column with a conversion `typed <name>` is what stands in the file, and `bad <name>`
    whether nothing could be made of it.
    """
    columns = staged.record.columns
    trimmed = ", ".join(
        f"nullif(trim({quoted(name)}), '') AS {quoted(name)}" for name in staged.columns
    )
    absent = "".join(
        f", NULL::VARCHAR AS {quoted(column.name)}"
        for column in columns
        if column.name not in staged.columns
    )
    texts = f"SELECT row_no, {trimmed}{absent} FROM {staged.raw}"
    if staged.conversions:
        texts = _converted(texts, staged.conversions)
    defaults = ", ".join(
        f"coalesce({quoted(column.name)}, {column.default}) AS {quoted(column.name)}"
        for column in columns
        if column.default
    )
    return f"SELECT * REPLACE ({defaults}) FROM ({texts})" if defaults else texts


def _converted(texts: str, conversions: Mapping[str, Conversion]) -> str:
    values, kept = [], []
    for name, conversion in conversions.items():
        value = quoted(name)
        made = conversion.value.replace("@value", value)
        bad = conversion.bad.replace("@value", value)
        values.append(f"CASE WHEN NOT coalesce({bad}, false) THEN {made} END AS {value}")
        kept.append(f"{value} AS {quoted(f'typed {name}')}")
        kept.append(f"{value} IS NOT NULL AND ({bad}) AS {quoted(f'bad {name}')}")
    return f"SELECT * REPLACE ({', '.join(values)}), {', '.join(kept)} FROM ({texts})"


def typed(staged: Staged, name: str) -> str:
    """The SQL of what stands in the file in a column, over the texts of `filled`."""
    return quoted(f"typed {name}" if name in staged.conversions else name)


def _attributes(own: tuple[str, ...], bad: dict[str, str]) -> str:
    """The SQL of a JSON map of the columns that start with x_; null where all are empty."""
    if not own:
        return "NULL::VARCHAR"
    entries = ", ".join(
        f"CASE WHEN {quoted(name)} IS NOT NULL AND NOT ({bad[name]})"
        f" THEN '{quoted(name)}:' || CAST(to_json({quoted(name)}) AS VARCHAR) END"
        for name in own
    )
    return f"nullif('{{' || concat_ws(',', {entries}) || '}}', '{{}}')"


def _columns(staged: Staged) -> list[Column]:
    """The record's columns, and those of the file that are kept as attributes."""
    return [*staged.record.columns, *(Column(name, FREE_TEXT) for name in staged.own)]


def _rejects(staged: Staged, column: Column) -> bool:
    return column.name not in staged.own and staged.record.rejects(column)


def _conditions(staged: Staged) -> list[tuple[Fault, str]]:
    """What costs the row by itself, with the SQL that is true where it is, in order."""
    record = staged.record
    found: list[tuple[Fault, str]] = []
    for column in record.columns:
        if record.rejects(column):
            found += _of_conversion(staged, column)
        if column.required:
            missing = Fault((column.name,), "missing", _MISSING_VALUE)
            found.append((missing, f"{quoted(column.name)} IS NULL"))
        if record.rejects(column):
            found += _of_type(column)
    row_rules = [
        (Fault((name,), rule.code, rule.reason), f"({rule.breaks})") for name, rule in record.rules
    ]
    return found + row_rules


def _of(staged: Staged, column: Column) -> list[tuple[Fault, str]]:
    """What can be wrong with a value of this column."""
    return _of_conversion(staged, column) + _of_type(column)


def _of_conversion(staged: Staged, column: Column) -> list[tuple[Fault, str]]:
    conversion = staged.conversions.get(column.name)
    if conversion is None:
        return []
    fault = Fault((column.name,), conversion.code, conversion.reason)
    return [(fault, quoted(f"bad {column.name}"))]


def _of_type(column: Column) -> list[tuple[Fault, str]]:
    return [_condition(column.name, rule) for rule in column.type.rules]


def _condition(name: str, rule: Rule) -> tuple[Fault, str]:
    value = quoted(name)
    breaks = rule.breaks.replace("@value", value)
    return Fault((name,), rule.code, rule.reason), f"{value} IS NOT NULL AND ({breaks})"


def _reject_duplicates(workbench: Workbench, staged: Staged) -> None:
    record = staged.record
    fault = fault_number(staged, "duplicate_key", record.key[0])
    keys = ", ".join(quoted(name) for name in record.key)
    same = " AND ".join(
        f"checked.{quoted(name)} IS NOT DISTINCT FROM twice.{quoted(name)}" for name in record.key
    )
    workbench.run(
        f"UPDATE checked_{record.name} AS checked SET fault = {fault} FROM ("
        f"SELECT {keys}, max(row_no) AS last FROM checked_{record.name} WHERE fault IS NULL"
        f" GROUP BY {keys} HAVING count(*) > 1) AS twice"
        f" WHERE checked.fault IS NULL AND checked.row_no < twice.last AND {same}"
    )


def accepted(record: Record) -> str:
    """The SQL of the table and the condition of the rows that are well-formed so far."""
    return f"checked_{record.name} WHERE fault IS NULL"
