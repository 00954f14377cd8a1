"""Load a folder of files into the store that GUANXI_STORE names."""

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
from pydantic import ValidationError

from cypher import open_store
from cypher.errors import GuanxiError
from cypher.language import spoken
from cypher.reasons import quoted_reason, setting_faults, system_fault
from cypher.vocabulary import Text
from loaders.load import load
from loaders.progress import reporting
from loaders.reading.encodings import UTF8
from loaders.reading.origins import CANONICAL
from loaders.settings import LoaderSettings
from loaders.summary import Summary

DONE, SOME_REJECTED, NOT_DONE = 0, 1, 2
STOPPED = Text(
    "已中断；重新运行同一命令即可完成加载", "stopped; run the same command again to finish the load"
)


def main(arguments: Sequence[str] | None = None, prog: str = "python -m loaders") -> int:
    """Load, tell the summary on stdout, and answer the exit status: see DONE and the others.

    `prog` is what the usage says that the command is called.
    """
    options = _parser(prog).parse_args(arguments)
    try:
        summary = _load(options)
    except GuanxiError as error:
        return _not_done(error.text)
    except ValidationError as error:
        return _not_done(setting_faults(error))
    except OSError as error:
        return _not_done(system_fault(error))
    except duckdb.Error as error:
        return _not_done(quoted_reason(str(error)))
    except KeyboardInterrupt:
        return _not_done(STOPPED)
    print(json.dumps(summary.as_json()) if options.json else spoken(summary.line()))
    if summary.refused:
        return _not_done(summary.refused)
    return SOME_REJECTED if summary.total.rejected else DONE


def run(arguments: Sequence[str] | None = None, prog: str = "python -m loaders") -> int:
    """`main` in a process of its own: a polite kill ends it as Ctrl-C does, with all given back."""
    signal.signal(signal.SIGTERM, _stop)
    return main(arguments, prog)


def _parser(prog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=prog, description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of the files")
    parser.add_argument(
        "--source",
        default=CANONICAL,
        help="canonical (default), finbench, berka, or a folder of SELECTs or of a mapping.yaml",
    )
    parser.add_argument(
        "--encoding",
        default=UTF8,
        help="how the files' texts are encoded: utf-8 (default), gb18030, or another that Python "
        "knows",
    )
    parser.add_argument(
        "--as",
        dest="called",
        default="",
        metavar="NAME",
        help="the source's name (default: its own)",
    )
    parser.add_argument(
        "--full", action="store_true", help="close rows of this source that are no longer there"
    )
    parser.add_argument(
        "--allow-closing",
        action="store_true",
        help="with --full: all that it closes is meant, however much",
    )
    parser.add_argument(
        "--check", action="store_true", help="tell what a load would do, and write nothing"
    )
    parser.add_argument(
        "--rejects", type=Path, help="the folder for rejects.csv (default: rejects/<load id>)"
    )
    parser.add_argument("--json", action="store_true", help="tell the summary as one JSON object")
    return parser


def _load(options: argparse.Namespace) -> Summary:
    settings = LoaderSettings()
    store = open_store(settings)
    try:
        with reporting() as report:
            return load(
                store,
                settings,
                options.folder,
                source=options.source,
                full=options.full,
                rejects=options.rejects,
                report=report,
                called=options.called,
                allow_closing=options.allow_closing,
                only_check=options.check,
                encoding=options.encoding,
            )
    finally:
        store.close()


def _not_done(reason: Text) -> int:
    told = spoken(Text(f"未加载：{reason.zh}", f"not loaded: {reason.en}"))
    print(" ".join(told.split()), file=sys.stderr)
    return NOT_DONE


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(run())
