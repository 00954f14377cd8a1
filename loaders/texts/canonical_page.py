"""The records' declarations as a page to read, kept in sources/canonical/README.md."""

from cypher.vocabulary import Text
from loaders.records.canonical import RECORDS
from loaders.records.declarations import SETTING_CURRENCY, Column, Record
from loaders.records.meanings import meanings
from loaders.texts.layout import enumerated

PREFACE = """\
# Canonical files

`<name>.csv` (UTF-8, a header, commas), `<name>.csv.gz` or `<name>.parquet`, one of the three a
record; each is optional, and what a row refers to may be in the store already. A column that
starts with `x_` is kept as an attribute, any other unknown column stops the load. Spaces around a
value do not count, and a value of spaces is empty. A bad value in a column that decides costs the
row (`reject`); in one that only describes it is taken as unknown, and told in `warnings.csv`
(`warning`). A text stands on one line (`line_break`) but where said otherwise; `x_` columns may
have several. Of rows with the same key the last one counts. `guanxi template FOLDER` writes an
empty file for each, and this page as a sheet. This page is written from
`loaders/records/canonical.py` and `meanings.csv` beside it.
"""


def records_page() -> str:
    """Every canonical file with its columns, as Markdown."""
    return "\n".join([PREFACE, *(_section(record) for record in RECORDS)])


def _section(record: Record) -> str:
    rows = "\n".join(_row(record, column) for column in record.columns)
    rules = "".join(
        f"- {column} {rule.reason.en} (`{rule.code}`)\n" for column, rule in record.rules
    )
    return (
        f"## {record.name}\n\n{meanings()[record.name, ''].zh}。\n\n"
        f"{record.holds[0].upper()}{record.holds[1:]}.\n"
        f"One row for each {enumerated(record.key)}.\n\n"
        f"| column | meaning | 含义 | holds | where empty | where bad |\n"
        f"|---|---|---|---|---|---|\n{rows}\n" + (f"\n{rules}" if rules else "")
    )


def _row(record: Record, column: Column) -> str:
    meaning = meanings()[record.name, column.name]
    refers = f", one of the {column.refers_to}" if column.refers_to else ""
    return (
        f"| {column.name} | {meaning.en} | {meaning.zh} | {column.type.name.en}{refers} "
        f"| {when_empty(column).en} | {when_bad(record, column).en} |"
    )


def when_empty(column: Column) -> Text:
    """What a row without a value in the column counts as having."""
    if column.required:
        return Text("拒收", "rejected")
    if column.default == SETTING_CURRENCY:
        return Text("取自设置GUANXI_CURRENCY", "the setting GUANXI_CURRENCY")
    default = column.default.strip("'").replace('"', "")
    return Text(default, default) if default else Text("未知", "unknown")


def when_bad(record: Record, column: Column) -> Text:
    """What a bad value in the column costs: the row, or no more than itself."""
    return Text("拒收", "reject") if record.rejects(column) else Text("存疑", "warning")
