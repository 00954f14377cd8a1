"""Whether a file's columns are those of its record."""

import difflib
from collections.abc import Mapping, Sequence

from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.records.declarations import Record

OWN_PREFIX = "x_"
#: How many columns an error names.
MANY = 20
_SEPARATORS = {
    ";": Text("分号", "semicolons"),
    "|": Text("竖线", "bars"),
    "\t": Text("制表符", "tabs"),
}


def own_columns(record: Record, file: str, names: Sequence[str]) -> tuple[str, ...]:
    """The columns that are kept as attributes (they start with x_), sorted.

    Raises LoadError, naming the file and the column, where a column is unknown, missing, or there
    twice, and where the header seems not to be separated by commas.
    """
    known = [column.name for column in record.columns]
    if len(names) == 1 and names[0] not in known:
        for letter, called in _SEPARATORS.items():
            if letter in names[0]:
                raise LoadError(
                    Text(
                        f"{file}以{called.zh}分隔：请改用逗号分隔",
                        f"{file} is separated by {called.en}: separate it by commas",
                    )
                )
    seen: set[str] = set()
    for name in names:
        if name.lower() in seen:
            raise LoadError(
                Text(
                    f"{file}中{name}列出现两次：请只保留一列",
                    f"{file} has the column {name} twice: leave one of them",
                )
            )
        seen.add(name.lower())
        if name not in known and not is_own(name):
            advice = _advice(name, known)
            raise LoadError(
                Text(
                    f"{file}中有无法识别的列{_shown(name)}：{advice.zh}",
                    f"{file} has an unknown column {_shown(name)}: {advice.en}",
                )
            )
    for name in record.required:
        if name not in names:
            raise LoadError(
                Text(
                    f"{file}缺少{name}列：{record.name}必须有此列",
                    f"{file} has no column {name}: {record.name} need it",
                )
            )
    return tuple(sorted(name for name in names if name not in known))


def source_columns(sources: Mapping[str, str], file: str, header: Sequence[str]) -> tuple[int, ...]:
    """Where in the header of a file that is mapped each canonical column's source stands.

    Raises LoadError, naming the file and the column, where one is missing or there twice.
    """
    names = [name.strip() for name in header]
    for name in sources.values():
        if names.count(name.strip()) > 1:
            raise LoadError(
                Text(
                    f"{file}中{_shown(name)}列出现两次：请将其中一列改名",
                    f"{file} has the column {_shown(name)} twice: rename one of them",
                )
            )
        if name.strip() not in names:
            told = [*map(_shown, names[:MANY]), *["..."] * (len(names) > MANY)]
            raise LoadError(
                Text(
                    f"{file}没有mapping.yaml所指的{_shown(name)}列：现有{'、'.join(told)}",
                    f"{file} has no column {_shown(name)}, which mapping.yaml names: it has "
                    f"{', '.join(told)}",
                )
            )
    return tuple(names.index(name.strip()) for name in sources.values())


def is_own(name: str) -> bool:
    """Whether a column of that name is kept as an attribute."""
    return name.startswith(OWN_PREFIX) and name.isidentifier() and len(name) <= 64


def near_names(name: str, known: Sequence[str]) -> Text:
    """What a name that is not known may have meant, and what it may be."""
    near = difflib.get_close_matches(name.strip().lower(), known, 1)
    meant = Text(f"是否应为{near[0]}？", f"did you mean {near[0]}? It") if near else Text("", "it")
    return Text(f"{meant.zh}可选{'、'.join(known)}", f"{meant.en} may be one of {', '.join(known)}")


def _advice(name: str, known: Sequence[str]) -> Text:
    if name.startswith(OWN_PREFIX):
        return Text(
            "自有列须以x_开头，其后至多62个字母、数字或下划线",
            "a column of your own is x_ and at most 62 letters, digits or underscores",
        )
    near = near_names(name, known)
    return Text(f"{near.zh}，或以x_开头", f"{near.en}, or start with x_")


def _shown(name: str) -> str:
    return name[:64] if name.isprintable() and name else repr(name[:64])
