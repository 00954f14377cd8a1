"""The service's commands: copy, derive, export-demo, key, match, migrate, runs, serve, user, warm.

Exit status: 0 done; 1 a run was built and waits for a yes; 2 not done, with one line on stderr that
says what to do.
"""

import argparse
import json
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import SecretStr, ValidationError
from rich.console import Console

from cypher import Store, StoreError, StoreSettings, open_store
from cypher.commands import called
from cypher.copy.copying import copy_store
from cypher.engine.migrations import migrate, need_schema
from cypher.engine.open import place_of
from cypher.load import HighestNumbers
from cypher.time_zone import time_zone
from cypher.vocabulary import Text
from service.accounts.command import WHAT_OF_ACCOUNTS, add_accounts
from service.accounts.serving import need_sign_in
from service.demo import write_demo_bank
from service.errors import ServiceError
from service.graph.kernels import FOLDER, all_compiled, interpreted_until_compiled
from service.match_file.command import WHAT, add_match
from service.run.days import day_looked_at, day_named
from service.run.derive import derive, line
from service.run.find import stood_on
from service.run.run_text import listed_run, published, withdrawn
from service.run.waiting import publish_waiting
from service.run.withdraw import listed, withdraw
from service.settings import Settings
from service.tags import catalogue
from service.warming.warm import warm

#: A bank of so many customers is derived in less time than compiling takes.
SMALL = 2_000
NOT_KEPT = (
    "no folder for compiled algorithms can be written: they are not kept, and each start compiles "
    "them; name one in NUMBA_CACHE_DIR"
)

#: What each command does, in a line.
COMMANDS = {
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
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        return _not_done(f"GUANXI_{name}: {first['msg'].removeprefix('Value error, ')}")
    except (StoreError, ServiceError, ValueError, OverflowError, OSError) as error:
        return _not_done(str(error))
    except KeyboardInterrupt:
        return _not_done(options.stopped)
    return outcome


def _parser(prog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=prog, description=__doc__)
    parser.set_defaults(stopped="stopped: nothing was published")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    copying = commands.add_parser("copy", help=COMMANDS["copy"])
    copying.add_argument("source", metavar="FROM", help="the store, as GUANXI_STORE names it")
    copying.add_argument("target", metavar="TO", help="an empty one, of either engine")
    copying.add_argument("--json", action="store_true", help="print what was done as JSON")
    copying.set_defaults(
        command=_copy, stopped="stopped: the same command again goes on with the copy"
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
    deriving.set_defaults(command=_derive)

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
    exporting.set_defaults(command=_export_demo)

    add_match(commands, _progress)

    migrating = commands.add_parser("migrate", help=COMMANDS["migrate"])
    migrating.add_argument("--json", action="store_true", help="print what was done as JSON")
    migrating.set_defaults(command=_migrate)

    listing = commands.add_parser("runs", help=COMMANDS["runs"])
    listing.add_argument("--limit", type=int, default=20, metavar="N", help="default: the last 20")
    acting = listing.add_mutually_exclusive_group()
    acting.add_argument("--withdraw", action="store_true", help="withdraw the current run")
    acting.add_argument(
        "--publish", type=int, metavar="N", help="publish the run N, which waits for a yes"
    )
    listing.add_argument("--reason", default="", metavar="TEXT", help="why it is withdrawn")
    listing.add_argument("--json", action="store_true", help="print the runs as JSON")
    listing.set_defaults(command=_runs)

    serving = commands.add_parser("serve", help=COMMANDS["serve"])
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, help="default: one a core and one more")
    serving.set_defaults(command=_serve)

    warming = commands.add_parser("warm", help=COMMANDS["warm"])
    warming.add_argument("--json", action="store_true", help="print what was done as JSON")
    warming.set_defaults(command=_warm, stopped="stopped: what was compiled until now is kept")
    add_accounts(commands)
    return parser


def _copy(options: argparse.Namespace) -> int:
    source, target = (
        StoreSettings(store=SecretStr(url)) for url in (options.source, options.target)
    )
    places = {"from": place_of(options.source), "to": place_of(options.target)}
    with (
        closing(open_store(source, read_only=True)) as read,
        closing(open_store(target)) as written,
        _progress() as on_step,
    ):
        done = copy_store(read, written, places["from"], on_step)
    if options.json:
        print(json.dumps({**places, **vars(done)}, ensure_ascii=False))
        return 0
    kinds = sum(1 for count in done.rows.values() if count)
    print(
        f"copied {sum(done.rows.values()):,} rows of {kinds} kinds from {places['from']} to "
        f"{places['to']}{', going on with a copy that broke off' if done.went_on else ''}: "
        f"{done.seconds:.1f} s"
    )
    return 0


def _derive(options: argparse.Namespace) -> int:
    settings = Settings()
    named = day_named(options.as_of) if options.as_of is not None else None
    on = day_looked_at(named, time_zone(settings.time_zone))
    tag_ids = [tag_id for tag_id in options.tags.split(",") if tag_id]
    with closing(open_store(settings)) as store, _progress() as on_step:
        migrate(store, on_step)
        with _kernels(store, on_step):
            report = derive(
                store, settings, tag_ids, on=on, on_step=on_step, unfinished=options.unfinished
            )
    print(json.dumps(report, ensure_ascii=False) if options.json else line(report))
    return 1 if report["state"] == "waiting" else 0


def _migrate(options: argparse.Namespace) -> int:
    with closing(open_store(Settings())) as store, _progress() as on_step:
        done = migrate(store, on_step)
    if options.json:
        print(json.dumps({"from": done.before, "to": done.after, "applied": done.applied}))
    elif done.applied:
        print(
            f"the store's schema went from {done.before} to {done.after}: "
            f"applied {', '.join(done.applied)}"
        )
    else:
        print(f"the store's schema is {done.after} already: nothing to do")
    return 0


def _runs(options: argparse.Namespace) -> int:
    settings = Settings()
    with closing(open_store(settings)) as store:
        need_schema(store)
        if options.withdraw:
            report = withdraw(store, options.reason)
            print(json.dumps(report, ensure_ascii=False) if options.json else withdrawn(report))
            return 0
        if options.publish is not None:
            report = publish_waiting(store, options.publish)
            print(json.dumps(report, ensure_ascii=False) if options.json else published(report))
            return 0
        runs = listed(store, options.limit, time_zone(settings.time_zone))
    if options.json:
        print(json.dumps({"runs": runs}, ensure_ascii=False))
        return 0
    if not runs:
        print(f"there is no run yet: derive one with `{called('derive')}`")
    for run in runs:
        print(listed_run(run))
    return 0


def _export_demo(options: argparse.Namespace) -> int:
    with _progress() as on_step:
        rows = write_demo_bank(
            options.folder,
            options.customers,
            options.seed,
            lambda name, count: on_step(f"{name}: {count} rows"),
        )
    if options.json:
        print(json.dumps({"folder": str(options.folder), "rows": rows}))
    else:
        print(f"wrote {sum(rows.values())} rows in {len(rows)} files to {options.folder}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    if options.workers is not None:
        os.environ["GUANXI_WORKERS"] = str(options.workers)
    settings = Settings()
    for tag in catalogue().values():
        stood_on(tag, settings)
    with closing(open_store(settings)) as store:
        need_schema(store)
        said = need_sign_in(settings, store, options.host)
    # Bound here, where a failure can be told in a line; gunicorn inherits it.
    try:
        family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
        listener = socket.create_server((options.host, options.port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        raise ServiceError(
            Text(
                f"无法监听：{error}；请用--host或--port指定其他地址",
                f"cannot listen: {error}; name another address with --host or --port",
            )
        ) from error
    listener.set_inheritable(True)
    host, port = listener.getsockname()[:2]
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="guanxi-metrics-"))
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if not FOLDER.lasting:
        print(NOT_KEPT, file=sys.stderr)
    if not all_compiled():
        print("the algorithms are being compiled: until then some questions are told to come back")
    if said:
        print(said.told(settings.lang), file=sys.stderr)
    print(f"serving on http://{address} (API at /api/v1, docs at /docs); stop with Ctrl-C")
    sys.stdout.flush()
    configuration = Path(__file__).parent / "serving" / "gunicorn_conf.py"
    bind = f"fd://{listener.fileno()}"
    command = [sys.executable, "-m", "gunicorn", "--config", str(configuration), "--bind", bind]
    os.execv(sys.executable, command)


def _warm(options: argparse.Namespace) -> int:
    # `serve` ends it so: what it has begun must not go on without it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _progress() as on_step:
        done = warm(on_step)
    if options.json:
        print(json.dumps({**done._asdict(), "folder": str(done.folder)}))
    elif done.compiled:
        print(
            f"compiled the algorithms in {done.seconds:.1f} s: {done.files} files in {done.folder}"
        )
    else:
        print(f"the algorithms are compiled already: {done.files} files in {done.folder}")
    return 0


@contextmanager
def _kernels(store: Store, on_step: Callable[[str], None]) -> Iterator[None]:
    """Have the kernels compiled before a bank is derived, unless that is sooner done without."""
    if all_compiled():
        yield
        return
    if not FOLDER.lasting:
        on_step(NOT_KEPT)
    [highest] = store.rows(HighestNumbers())
    if highest.customers > SMALL:
        warm(on_step)
        yield
        return
    on_step(f"deriving with algorithms that are not compiled: `{called('warm')}` compiles them")
    with interpreted_until_compiled():
        yield


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done: a spinner on a terminal, plain lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: print(step, file=sys.stderr, flush=True)
        return
    with console.status("starting") as status:
        yield status.update


def _not_done(reason: str) -> int:
    print(" ".join(reason.split()), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
