"""Whether a file's columns are those of its record."""

import difflib
from collections.abc import Mapping, Sequence

from loaders.errors import LoadError
from loaders.records.declarations import Record

OWN_PREFIX = "x_"
#: How many columns an error names.
MANY = 20


def own_columns(record: Record, file: str, names: Sequence[str]) -> tuple[str, ...]:
    """The columns that are kept as attributes (they start with x_), sorted.

    Raises LoadError, naming the file and the column, where a column is unknown, missing, or there
    twice, and where the header seems not to be separated by commas.
    """
    known = [column.name for column in record.columns]
    if len(names) == 1 and names[0] not in known:
        for letter, called in ((";", "semicolons"), ("|", "bars"), ("\t", "tabs")):
            if letter in names[0]:
                raise LoadError(f"{file} is separated by {called}: separate it by commas")
    seen: set[str] = set()
    for name in names:
        if name.lower() in seen:
            raise LoadError(f"{file} has the column {name} twice: leave one of them")
        seen.add(name.lower())
        if name not in known and not is_own(name):
            raise LoadError(f"{file} has an unknown column {_shown(name)}: {_advice(name, known)}")
    for name in record.required:
        if name not in names:
            raise LoadError(f"{file} has no column {name}: {record.name} need it")
    return tuple(sorted(name for name in names if name not in known))


def source_columns(sources: Mapping[str, str], file: str, header: Sequence[str]) -> tuple[int, ...]:
    """Where in the header of a file that is mapped each canonical column's source stands.

    Raises LoadError, naming the file and the column, where one is missing or there twice.
    """
    names = [name.strip() for name in header]
    for name in sources.values():
        if names.count(name.strip()) > 1:
            raise LoadError(f"{file} has the column {_shown(name)} twice: rename one of them")
        if name.strip() not in names:
            told = ", ".join(_shown(name) for name in names[:MANY])
            more = ", ..." if len(names) > MANY else ""
            raise LoadError(
                f"{file} has no column {_shown(name)}, which mapping.yaml names: it has {told}"
                f"{more}"
            )
    return tuple(names.index(name.strip()) for name in sources.values())


def is_own(name: str) -> bool:
    """Whether a column of that name is kept as an attribute."""
    return name.startswith(OWN_PREFIX) and name.isidentifier() and len(name) <= 64


def near_names(name: str, known: Sequence[str]) -> str:
    """What a name that is not known may have meant, and what it may be."""
    near = difflib.get_close_matches(name.strip().lower(), known, 1)
    meant = f"did you mean {near[0]}? It" if near else "it"
    return f"{meant} may be one of {', '.join(known)}"


def _advice(name: str, known: Sequence[str]) -> str:
    if name.startswith(OWN_PREFIX):
        return "a column of your own is x_ and at most 62 letters, digits or underscores"
    return f"{near_names(name, known)}, or start with x_"


def _shown(name: str) -> str:
    return name[:64] if name.isprintable() and name else repr(name[:64])
