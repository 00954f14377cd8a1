"""What each command of `python -m service` does, and what it says; each returns its exit status."""

import argparse
import json
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from cypher import Store, open_store
from cypher.commands import called
from cypher.engine.migrations import migrate, need_schema
from cypher.language import spoken
from cypher.load import HighestNumbers
from cypher.reasons import quoted_reason, system_reason
from cypher.time_zone import time_zone
from cypher.vocabulary import Text
from service.access.machine_user import machine_user
from service.accounts.serving import need_sign_in
from service.demo import write_demo_bank
from service.errors import ServiceError
from service.graph.kernels import FOLDER, all_compiled, interpreted_until_compiled
from service.run.days import day_looked_at, day_named
from service.run.derive import derive, need_derivable
from service.run.find import stood_on
from service.run.run_text import derived, listed_run, published, withdrawn
from service.run.waiting import publish_waiting
from service.run.withdraw import listed, withdraw
from service.settings import Settings
from service.tags import catalogue
from service.warming.warm import warm

#: A bank of so many customers is derived in less time than compiling takes.
SMALL = 2_000
NOT_KEPT = Text(
    "没有可写入的文件夹存放编译好的算法：编译结果不保留，每次启动都要重新编译；"
    "请在NUMBA_CACHE_DIR中指定文件夹",
    "no folder for compiled algorithms can be written: they are not kept, and each start compiles "
    "them; name one in NUMBA_CACHE_DIR",
)
#: Shows what is being done.
OnStep = Callable[[Text], None]


def do_derive(options: argparse.Namespace) -> int:
    """Derive tags; 1 where the run waits for a yes."""
    settings = Settings()
    named = day_named(options.as_of) if options.as_of is not None else None
    on = day_looked_at(named, time_zone(settings.time_zone))
    tag_ids = [tag_id for tag_id in options.tags.split(",") if tag_id]
    with closing(open_store(settings)) as store, progress() as on_step:
        migrate(store, on_step)
        need_derivable(store, settings, tag_ids, unfinished=options.unfinished)
        with _kernels(store, on_step):
            report = derive(
                store,
                settings,
                tag_ids,
                on=on,
                on_step=on_step,
                unfinished=options.unfinished,
            )
    _print_report(options, report, derived)
    return 1 if report["state"] == "waiting" else 0


def do_migrate(options: argparse.Namespace) -> int:
    """Bring the store's schema to this version."""
    with closing(open_store(Settings())) as store, progress() as on_step:
        done = migrate(store, on_step)
    if options.json:
        print(json.dumps({"from": done.before, "to": done.after, "applied": done.applied}))
    elif done.applied:
        say(
            Text(
                f"存储结构已由版本{done.before}升级到{done.after}：执行了{'、'.join(done.applied)}",
                f"the store's schema went from {done.before} to {done.after}: "
                f"applied {', '.join(done.applied)}",
            )
        )
    else:
        say(
            Text(
                f"存储结构已是版本{done.after}：无需升级",
                f"the store's schema is {done.after} already: nothing to do",
            )
        )
    return 0


def do_runs(options: argparse.Namespace) -> int:
    """List the runs, withdraw the current one or publish one that waits."""
    settings = Settings()
    with closing(open_store(settings)) as store:
        need_schema(store)
        if options.withdraw:
            report = withdraw(store, options.reason, author=machine_user())
            _print_report(options, report, withdrawn)
            return 0
        if options.publish is not None:
            report = publish_waiting(store, options.publish, author=machine_user())
            _print_report(options, report, published)
            return 0
        runs = listed(store, options.limit, time_zone(settings.time_zone))
    if options.json:
        print(json.dumps({"runs": runs}, ensure_ascii=False))
        return 0
    if not runs:
        command = called("derive")
        say(
            Text(
                f"尚无批次：请用`{command}`计算",
                f"there is no run yet: derive one with `{command}`",
            )
        )
    for run in runs:
        say(listed_run(run))
    return 0


def _print_report(
    options: argparse.Namespace,
    report: Mapping[str, Any],
    line_of: Callable[[Mapping[str, Any]], Text],
) -> None:
    print(json.dumps(report, ensure_ascii=False) if options.json else spoken(line_of(report)))


def do_export_demo(options: argparse.Namespace) -> int:
    """Write a demo bank."""
    with progress() as on_step:
        rows = write_demo_bank(
            options.folder,
            options.customers,
            options.seed,
            lambda name, count: on_step(Text(f"{name}：{count:,}行", f"{name}: {count:,} rows")),
        )
    if options.json:
        print(json.dumps({"folder": str(options.folder), "rows": rows}))
    else:
        total = sum(rows.values())
        say(
            Text(
                f"已在{options.folder}写入{len(rows)}个文件，共{total:,}行",
                f"wrote {total:,} rows in {len(rows)} files to {options.folder}",
            )
        )
    return 0


def do_serve(options: argparse.Namespace) -> int:
    """Serve the current run; gunicorn takes this process over."""
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
        reason = system_reason(error) if isinstance(error, OSError) else quoted_reason(str(error))
        raise ServiceError(
            Text(
                f"无法监听{options.host}的端口{options.port}：{reason.zh}；"
                "请用--host或--port指定其他地址",
                f"cannot listen: {error}; name another address with --host or --port",
            )
        ) from error
    listener.set_inheritable(True)
    host, port = listener.getsockname()[:2]
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="guanxi-metrics-"))
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if not FOLDER.lasting:
        print(spoken(NOT_KEPT), file=sys.stderr)
    if not all_compiled():
        say(
            Text(
                "算法正在编译：完成之前，部分查询会提示稍后再试",
                "the algorithms are being compiled: until then some questions are told to come "
                "back",
            )
        )
    if said:
        print(spoken(said), file=sys.stderr)
    say(
        Text(
            f"服务地址：http://{address}（接口在/api/v1，文档在/docs）；按Ctrl-C停止",
            f"serving on http://{address} (API at /api/v1, docs at /docs); stop with Ctrl-C",
        )
    )
    sys.stdout.flush()
    configuration = Path(__file__).parent / "serving" / "gunicorn_conf.py"
    bind = f"fd://{listener.fileno()}"
    command = [sys.executable, "-m", "gunicorn", "--config", str(configuration), "--bind", bind]
    os.execv(sys.executable, command)


def do_warm(options: argparse.Namespace) -> int:
    """Compile the algorithms."""
    # `serve` ends it so: what it has begun must not go on without it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with progress() as on_step:
        done = warm(on_step)
    if options.json:
        print(json.dumps({**done._asdict(), "folder": str(done.folder)}))
    elif done.compiled:
        say(
            Text(
                f"算法编译完成，用时{done.seconds:.1f}秒：{done.folder}中有{done.files}个文件",
                f"compiled the algorithms in {done.seconds:.1f} s: {done.files} files in "
                f"{done.folder}",
            )
        )
    else:
        say(
            Text(
                f"算法已编译：{done.folder}中有{done.files}个文件",
                f"the algorithms are compiled already: {done.files} files in {done.folder}",
            )
        )
    return 0


@contextmanager
def _kernels(store: Store, on_step: OnStep) -> Iterator[None]:
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
    command = called("warm")
    on_step(
        Text(
            f"以未编译的算法计算：可用`{command}`编译",
            f"deriving with algorithms that are not compiled: `{command}` compiles them",
        )
    )
    with interpreted_until_compiled():
        yield


@contextmanager
def progress() -> Iterator[OnStep]:
    """Show what is being done: a spinner on a terminal, plain lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: print(spoken(step), file=sys.stderr, flush=True)
        return
    with console.status(spoken(Text("正在启动", "starting"))) as status:
        yield lambda step: status.update(spoken(step))


def say(text: Text) -> None:
    """Print a line in the language of commands."""
    print(spoken(text))
