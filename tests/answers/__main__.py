"""`python -m tests.answers`: ask every question of a store, or renew the digests that are kept.

With --store the digests of that store's answers go to stdout, a line a question; with --show
instead the answers to some questions in full, to be compared between two versions of the code.
Overrides are made and withdrawn on the way, so ask a store that nobody needs, and ask it once.
Without --store the kept banks are loaded, derived and asked, and their digests written anew.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.answers.bank import Bank
from tests.answers.interface import interface
from tests.answers.questions import digest, questions, text
from tests.answers.stores import BANKS, HERE, derived
from tests.environment import TESTED
from tests.migrations import kept

#: How many customers are asked about where a question is dear.
MOST = 12


def main() -> int:
    """Ask; returns 0, or 2 where no question has a name that was given."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.answers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--store", metavar="URL", help="the store to ask")
    parser.add_argument("--show", metavar="QUESTION", help="its answers in full, by its name")
    parser.add_argument("--full", type=Path, metavar="FOLDER", help="write all answers in full")
    parser.add_argument(
        "--customers",
        type=int,
        default=MOST,
        metavar="N",
        help=f"ask about so many where a question is dear (default: {MOST})",
    )
    options = parser.parse_args()
    if not options.store:
        renew()
        return 0
    if options.show:
        return _show(options.store, options.show, options.customers)
    for name, said in answers(options.store, options.customers):
        print(f"{digest(said)}  {name}")
        if options.full:
            options.full.mkdir(parents=True, exist_ok=True)
            file_name = name.replace("/", "~").replace(" ", "_")
            (options.full / f"{file_name}.txt").write_text(said, encoding="utf-8")
    return 0


def answers(url: str, most: int = MOST, *, of_any_bank: bool = True) -> Iterator[tuple[str, str]]:
    """Each question's name and its answers in canonical form.

    `of_any_bank`: those too that say the same of any bank.
    """
    with interface(url) as api:
        for name, found in questions(Bank(url, api, most), interface=of_any_bank):
            yield name, text(found)


def lines(url: str, most: int = MOST, *, of_any_bank: bool) -> list[str]:
    """The digest of every question, a line each, as they are kept."""
    found = answers(url, most, of_any_bank=of_any_bank)
    return [f"{digest(said)}  {name}" for name, said in found]


def renew() -> None:
    """Write the digests of the kept banks anew, as tests run; of one not there, say so."""
    os.environ |= TESTED
    for bank, files in BANKS.items():
        if not files.folder.is_dir():
            print(f"{files.folder} is not there: {bank}.txt stays as it is", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/guanxi.db"
            derived(url, files, Path(folder))
            write(HERE / f"{bank}.txt", lines(url, of_any_bank=bank == "demo"))
    with tempfile.TemporaryDirectory() as folder:
        url = kept.unpack(Path(folder))
        kept.load_again(url, Path(folder))
        write(kept.ANSWERS, kept.digests(url))


def write(file: Path, digests: list[str]) -> None:
    """Keep digests, a line each."""
    file.write_text("\n".join(digests) + "\n", encoding="utf-8")


def _show(url: str, question: str, most: int) -> int:
    with interface(url) as api:
        for name, found in questions(Bank(url, api, most)):
            if name == question:
                print(text(found))
                return 0
    print(f"there is no question {question!r}: ask without --show to list them", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
