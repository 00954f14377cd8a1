"""The service's commands: those of COMMANDS.

Exit status: 0 done; 1 a run was built and waits for a yes; 2 not done, with one line on stderr that
says what to do.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from cypher.errors import GuanxiError
from cypher.language import spoken
from cypher.reasons import quoted_reason, setting_faults, system_fault
from cypher.vocabulary import Text
from service.accounts.command import WHAT_OF_ACCOUNTS, add_accounts
from service.audit.command import WHAT as AUDIT
from service.audit.command import add_audit
from service.commands import (
    do_derive,
    do_export_demo,
    do_migrate,
    do_runs,
    do_serve,
    do_warm,
    progress,
)
from service.copying import do_copy
from service.match_file.command import WHAT, add_match

#: What each command does, in a line.
COMMANDS = {
    "audit": AUDIT,
    "copy": "copy a whole store into an empty one",
    "derive": "derive the tags and publish them as a run",
    "export-demo": "write a demo bank as canonical files",
    "match": WHAT,
    "migrate": "make the schema of an empty store, or renew that of an older one",
    "runs": "list the runs; withdraw the current one, or publish one that waits for a yes",
    "serve": "serve the current run over HTTP with gunicorn",
    "warm": "compile the algorithms that are not compiled yet, about a minute",
} | WHAT_OF_ACCOUNTS


def main(arguments: Sequence[str] | None = None, prog: str = "python -m service") -> int:
    """Run one command; returns its exit status. `prog` is what usages call the program."""
    options = _parser(prog).parse_args(arguments)
    try:
        outcome: int = options.command(options)
    except GuanxiError as error:
        return _not_done(error.text)
    except ValidationError as error:
        return _not_done(setting_faults(error))
    except OSError as error:
        return _not_done(system_fault(error))
    except (ValueError, OverflowError) as error:
        # Of an algorithm, whose room knows no languages.
        return _not_done(quoted_reason(str(error)))
    except KeyboardInterrupt:
        return _not_done(options.stopped)
    return outcome


def _parser(prog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=prog, description=__doc__)
    parser.set_defaults(stopped=Text("已中断：没有发布任何内容", "stopped: nothing was published"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    copying = commands.add_parser("copy", help=COMMANDS["copy"])
    copying.add_argument("source", metavar="FROM", help="the store, as GUANXI_STORE names it")
    copying.add_argument("target", metavar="TO", help="an empty one, of either engine")
    copying.add_argument("--json", action="store_true", help="print what was done as JSON")
    copying.set_defaults(
        command=do_copy,
        stopped=Text(
            "已中断：重新运行同一命令即可继续复制",
            "stopped: the same command again goes on with the copy",
        ),
    )

    deriving = commands.add_parser("derive", help=COMMANDS["derive"])
    deriving.add_argument("--tags", default="", metavar="ID,ID", help="only these; default: all")
    deriving.add_argument(
        "--as-of", metavar="DAY", help="default: today; before the current run's: beside that run"
    )
    deriving.add_argument(
        "--unfinished", action="store_true", help="derive although a load did not run to its end"
    )
    deriving.add_argument("--json", action="store_true", help="print the run's report as JSON")
    deriving.set_defaults(command=do_derive)

    exporting = commands.add_parser("export-demo", help=COMMANDS["export-demo"])
    exporting.add_argument("folder", type=Path)
    exporting.add_argument(
        "--customers",
        type=int,
        default=1000,
        metavar="N",
        help="ordinary customers, beside those of the islands",
    )
    exporting.add_argument("--seed", type=int, default=1, metavar="S")
    exporting.add_argument("--json", action="store_true", help="print the counts as JSON")
    exporting.set_defaults(command=do_export_demo)

    add_audit(commands)
    add_match(commands, progress)

    migrating = commands.add_parser("migrate", help=COMMANDS["migrate"])
    migrating.add_argument("--json", action="store_true", help="print what was done as JSON")
    migrating.set_defaults(command=do_migrate)

    listing = commands.add_parser("runs", help=COMMANDS["runs"])
    listing.add_argument("--limit", type=int, default=20, metavar="N", help="default: the last 20")
    acting = listing.add_mutually_exclusive_group()
    acting.add_argument("--withdraw", action="store_true", help="withdraw the current run")
    acting.add_argument(
        "--publish", type=int, metavar="N", help="publish the run N, which waits for a yes"
    )
    listing.add_argument("--reason", default="", metavar="TEXT", help="why it is withdrawn")
    listing.add_argument("--json", action="store_true", help="print the runs as JSON")
    listing.set_defaults(command=do_runs)

    serving = commands.add_parser("serve", help=COMMANDS["serve"])
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, help="default: one a core and one more")
    serving.set_defaults(command=do_serve)

    warming = commands.add_parser("warm", help=COMMANDS["warm"])
    warming.add_argument("--json", action="store_true", help="print what was done as JSON")
    warming.set_defaults(
        command=do_warm,
        stopped=Text("已中断：已编译的部分保留", "stopped: what was compiled until now is kept"),
    )
    add_accounts(commands)
    return parser


def _not_done(reason: Text) -> int:
    print(" ".join(spoken(reason).split()), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
