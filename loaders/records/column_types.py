"""What a column may hold: the rules that a value must pass, and what is stored of it.

Rules and stored forms are DuckDB SQL over `@value`, a text that is neither null nor empty, so that
a file is checked set-wise. The names come from declarations only, never from a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from iso4217 import Currency

from cypher.vocabulary import Text

TEXT_CHARACTERS = 2_000
ID_CHARACTERS = 64


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong with a value: where `breaks` is true, `code` and `reason`."""

    code: str
    breaks: str
    reason: Text


@dataclass(frozen=True)
class ColumnType:
    """A type: how the documents call it, its rules in order, and the forms of a value.

    `typed` is what the loader keeps and compares, `written` (over the typed value) what goes to
    the store. Over the written value: `in_graph` is Cypher for what a node or relationship holds,
    `in_json` SQLite's SQL for what JSON tells of it. `from_graph` is Cypher for the written value,
    over what a node or relationship holds. `is_money`: of a double no more than the decimals that
    money has were meant.
    """

    name: Text
    rules: tuple[Rule, ...]
    typed: str = "@value"
    written: str = "@value"
    in_graph: str = "@value"
    from_graph: str = "@value"
    in_json: str = "@value"
    is_money: bool = False


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


#: Line ends, the separators of lines and paragraphs among them.
ONE_LINE = Rule(
    "line_break",
    r"regexp_matches(@value, '[\n\r\x{2028}\x{2029}]')",
    Text("须在同一行内", "must stand on one line"),
)

# Spaces of all kinds, controls, marks of format, marks that stand on a letter before them, and
# those letters that are blank by themselves (fillers of Hangul, the empty Braille pattern).
_UNSEEN = r"\s\p{Z}\p{Cc}\p{Cf}\p{M}\x{115F}\x{1160}\x{3164}\x{FFA0}\x{2800}"
#: Nothing that anybody sees. What begins with a visible letter of ASCII is not looked at further.
VISIBLE = Rule(
    "nothing_visible",
    f"NOT (@value >= '!' AND @value < chr(127)) AND NOT regexp_matches(@value, '[^{_UNSEEN}]')",
    Text("须有可见字符", "must hold a letter that can be seen"),
)

ID = ColumnType(
    Text("编号", "id"),
    (
        VISIBLE,
        Rule(
            "too_long",
            f"length(@value) > {ID_CHARACTERS}",
            Text(f"至多{ID_CHARACTERS}个字符", f"must be at most {ID_CHARACTERS} characters"),
        ),
        ONE_LINE,
        Rule(
            "control_character",
            r"regexp_matches(@value, '[\x00-\x1f\x7f\x{80}-\x{9f}]')",
            Text("不得含控制字符", "must hold no control characters"),
        ),
    ),
)

_SHORT = Rule(
    "too_long",
    f"length(@value) > {TEXT_CHARACTERS}",
    Text(f"至多{TEXT_CHARACTERS:,}个字符", f"must be at most {TEXT_CHARACTERS} characters"),
)
_NO_CONTROLS = Rule(
    "control_character",
    r"regexp_matches(@value, '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{80}-\x{9f}]')",
    Text(
        "除制表符和换行外不得含控制字符", "must hold no control characters but tabs and line ends"
    ),
)

TEXT = ColumnType(Text("文本", "text"), (VISIBLE, ONE_LINE, _SHORT, _NO_CONTROLS))
FREE_TEXT = ColumnType(Text("文本，可以多行", "text, on several lines too"), (_SHORT, _NO_CONTROLS))

TRUTH = ColumnType(
    Text("true或false", "true or false"),
    (
        Rule(
            "not_a_truth",
            "lower(@value) NOT IN ('true', 'false', '1', '0')",
            Text("须为true或false", "must be true or false"),
        ),
    ),
    typed="lower(@value) IN ('true', '1')",
    # SQLite, from which a bank may be copied, has 0 and 1.
    in_graph="toBoolean(@value)",
    in_json="json(iif(@value, 'true', 'false'))",
)

DAY = ColumnType(
    Text("日期（YYYY-MM-DD）", "day (YYYY-MM-DD)"),
    (
        Rule(
            "not_a_day",
            "NOT regexp_full_match(@value, '[0-9]{4}-[0-9]{2}-[0-9]{2}')"
            " OR @value < '0001' OR TRY_CAST(@value AS DATE) IS NULL",
            Text(
                "须为日历上的日期，写作YYYY-MM-DD",
                "must be a day of the calendar, written YYYY-MM-DD",
            ),
        ),
    ),
    in_graph="date(@value)",
    from_graph="toString(@value)",
)

# Whole milliseconds, cut off and not rounded: epoch_ms would move an instant into the next day.
_MICROSECONDS = "epoch_us(TRY_CAST(@value AS TIMESTAMPTZ))"

INSTANT = ColumnType(
    Text(
        "时点（ISO 8601；不写时差则按GUANXI_TIME_ZONE，不写时间则为零点）",
        "instant (ISO 8601; without an offset in GUANXI_TIME_ZONE, without a time midnight)",
    ),
    (
        Rule(
            "not_an_instant",
            "NOT regexp_full_match(@value, '[0-9]{4}-[0-9]{2}-[0-9]{2}"
            "([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?"
            "(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?)?')"
            " OR @value < '0001' OR TRY_CAST(@value AS TIMESTAMPTZ) IS NULL",
            Text(
                "须为时点，例如2025-12-31或2025-12-31T08:30:00+08:00",
                "must be an instant, such as 2025-12-31 or 2025-12-31T08:30:00+08:00",
            ),
        ),
    ),
    typed=f"({_MICROSECONDS} - ({_MICROSECONDS} % 1000 + 1000) % 1000) // 1000",
    in_graph="datetime({epochMillis: @value})",
    from_graph="@value.epochMillis",
    in_json="strftime('%Y-%m-%dT%H:%M:%fZ', @value / 1000.0, 'unixepoch')",
)

CURRENCIES = tuple(sorted(currency.code for currency in Currency))
#: What people write for the yuan, and no list has.
_YUAN = ("RMB", "CNH", "YUAN", "人民币", "人民币元", "元")

CURRENCY = ColumnType(
    Text("货币（ISO 4217）", "currency (ISO 4217)"),
    (
        Rule(
            "not_a_currency",
            f"upper(@value) IN ({_listed(_YUAN)})",
            Text(
                "不是ISO 4217货币代码：是否应为CNY？",
                "is no currency of ISO 4217: did you mean CNY?",
            ),
        ),
        Rule(
            "not_a_currency",
            f"@value NOT IN ({_listed(CURRENCIES)})",
            Text(
                "须为ISO 4217货币代码，三个大写字母，例如CNY",
                "must be a currency of ISO 4217 in three capital letters, such as CNY",
            ),
        ),
    ),
)


def choice(*choices: str) -> ColumnType:
    """One of the words given, written exactly so."""
    return ColumnType(
        Text(f"{'、'.join(choices)}之一", f"one of {', '.join(choices)}"),
        (
            Rule(
                "not_a_choice",
                f"@value NOT IN ({_listed(choices)})",
                Text(f"须为以下之一：{'、'.join(choices)}", f"must be one of {', '.join(choices)}"),
            ),
        ),
    )


def _part_of_one(name: Text, bounds: str, reason: Text) -> ColumnType:
    number = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?"
    return ColumnType(
        name,
        (
            Rule(
                "not_a_number",
                f"NOT regexp_full_match(@value, '{number}')",
                Text("须为数值，例如0.25", "must be a number such as 0.25"),
            ),
            Rule(
                "out_of_range",
                f"NOT coalesce(TRY_CAST(@value AS DOUBLE) {bounds}, false)",
                reason,
            ),
        ),
        typed="TRY_CAST(@value AS DOUBLE)",
    )


def _money(name: Text, above: str, reason: Text) -> ColumnType:
    """An amount of 15 digits, which a double keeps exactly: 4 decimals, 2 from 10^11 on."""
    exact = "TRY_CAST(@value AS DECIMAL(18, 4))"
    return ColumnType(
        name,
        (
            Rule(
                "not_a_number",
                "NOT regexp_full_match(@value, '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)')",
                Text(
                    "须为不带分隔符的数值，例如1234.50",
                    "must be a plain number such as 1234.50, without separators",
                ),
            ),
            Rule(
                "too_many_decimals",
                "regexp_matches(@value, '[.][0-9]{4}[0-9]*[1-9]')"
                f" OR abs({exact}) >= 100000000000"
                " AND regexp_matches(@value, '[.][0-9]{2}[0-9]*[1-9]')",
                Text(
                    "至多4位小数，1,000亿及以上至多2位",
                    "must have at most 4 decimals, or 2 from 100 billion on",
                ),
            ),
            Rule(
                "out_of_range",
                f"NOT coalesce({exact} {above} AND {exact} < 10000000000000, false)",
                reason,
            ),
        ),
        typed=exact,
        written="CAST(@value AS DOUBLE)",
        is_money=True,
    )


#: What Parquet makes of whole numbers where some are missing, 12.0, is one too.
COUNT = ColumnType(
    Text("个数（整数，不小于0）", "count (a whole number, 0 or more)"),
    (
        Rule(
            "not_a_count",
            "NOT regexp_full_match(@value, '[0-9]+([.]0+)?')",
            Text(
                "须为不带符号和分隔符的整数，例如12",
                "must be a whole number such as 12, without a sign or separators",
            ),
        ),
        Rule(
            "out_of_range",
            "NOT coalesce(TRY_CAST(@value AS DECIMAL(38, 0)) < 1000000000, false)",
            Text("须小于10亿", "must be below a billion"),
        ),
    ),
    typed="CAST(TRY_CAST(@value AS DECIMAL(38, 0)) AS BIGINT)",
)

SHARE = _part_of_one(
    Text("占比（大于0，不大于1）", "share (more than 0, at most 1)"),
    "BETWEEN 5e-324 AND 1",
    Text("须大于0且不大于1", "must be more than 0 and at most 1"),
)
PORTION = _part_of_one(
    Text("占比（0至1）", "portion (0 to 1)"),
    "BETWEEN 0 AND 1",
    Text("须介于0和1之间", "must be from 0 to 1"),
)
MONEY = _money(
    Text("金额，可为负", "money"),
    "> -10000000000000",
    Text("须介于-10万亿和10万亿之间", "must lie between -10 and 10 trillion"),
)
AMOUNT = _money(
    Text("金额（不小于0）", "amount (0 or more)"),
    ">= 0",
    Text("须不小于0且小于10万亿", "must be 0 or more, and below 10 trillion"),
)
POSITIVE = _money(
    Text("金额（大于0）", "amount (more than 0)"),
    "> 0",
    Text("须大于0且小于10万亿", "must be more than 0, and below 10 trillion"),
)
