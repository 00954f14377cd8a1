"""`guanxi match FILE`: which customers a table of names and numbers means."""

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

WHAT = "say which customers a table of names and numbers means, with tags and groups"

#: Shows what is being done, while it is done.
Progress = Callable[[], AbstractContextManager[Callable[[str], None]]]


def add_match(commands: Any, progress: Progress) -> None:
    """Add the command to a parser's; `progress` shows what is being done."""
    parser = commands.add_parser("match", help=WHAT, description=WHAT)
    parser.add_argument("file", type=Path, metavar="FILE", help="a table as .csv or .xlsx")
    parser.add_argument("--tags", default="", metavar="ID,ID", help="tags that are told")
    parser.add_argument("--groups", default="", metavar="KIND,KIND", help="groups that are told")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="as .csv or .xlsx; default: FILE-match beside it"
    )
    parser.add_argument("--encoding", default="utf-8", help="of a CSV, such as gb18030")
    parser.add_argument("--as-of", metavar="DAY", help="the run of a day; default: the current one")
    parser.add_argument("--run", type=int, metavar="N", help="a run by its number")
    parser.add_argument(
        "--lang", choices=("zh", "en"), help="of what is told; default: GUANXI_LANG"
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def match(options: argparse.Namespace) -> int:
        # The whole application stands behind it: no other command should wait for that.
        from service.match_file.matching import match_file

        with progress() as on_step:
            return match_file(options, on_step)

    parser.set_defaults(command=match, stopped="stopped: nothing was written")
