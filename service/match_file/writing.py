"""The table with what was found, kept as a file."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cypher.reasons import system_reason
from cypher.vocabulary import Text
from service.api.tables.files import (
    MEDIA_TYPES,
    MOST_ROWS,
    About,
    Sheet,
    TooManyRows,
    chunks,
    written,
)
from service.match_file.reading import MatchFileError

ENDINGS = tuple(f".{form}" for form in MEDIA_TYPES)


def keep(target: Path, sheet: Sheet, about: About, enter: Callable[[], None]) -> None:
    """Write a file that is there, whole, once everything went well, and not before.

    `enter` writes down that it will be there. Raises MatchFileError where the file cannot be
    written.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        # Begun here: what cannot be written should be said before anything is asked. It names
        # customers: its owner alone reads it, whatever its folder allows.
        with open(part, "wb", opener=_for_the_owner) as file:
            form = target.suffix.lower().removeprefix(".")
            file.writelines(chunks(written([sheet], form, about)))
        enter()
        os.replace(part, target)
    except TooManyRows:
        raise MatchFileError(
            Text(
                f"一张工作表至多{MOST_ROWS:,}行，行数超出：请用--out FILE.csv",
                f"a sheet takes {MOST_ROWS:,} rows and there are more: name --out FILE.csv",
            )
        ) from None
    except OSError as error:
        reason = system_reason(error)
        raise MatchFileError(
            Text(f"无法写入{target}：{reason.zh}", f"{target} cannot be written: {reason.en}")
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
