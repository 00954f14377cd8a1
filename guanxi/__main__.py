"""Bank data into relationship tags that explain themselves: `guanxi COMMAND --help` says more."""

import sys
from collections.abc import Sequence

from cypher.language import spoken
from cypher.version import VERSION
from cypher.vocabulary import Text

LOAD, TEMPLATE = "load", "template"
NOT_DONE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status, 2 where there is no such command."""
    # Each is imported where it is run: neither waits for the other's libraries.
    command, *rest = (sys.argv[1:] if arguments is None else arguments) or [""]
    if command == "--version":
        print(f"guanxi {VERSION}")
        return 0
    if command == LOAD:
        from loaders.__main__ import run

        return run(rest, prog=f"guanxi {LOAD}")
    if command == TEMPLATE:
        from guanxi.template import main as write_template

        return write_template(rest)
    from service.__main__ import COMMANDS
    from service.__main__ import main as of_service

    if command in COMMANDS:
        return of_service([command, *rest], prog="guanxi")
    from guanxi.template import WHAT

    told = {LOAD: "load a folder of files into the store", TEMPLATE: WHAT, **COMMANDS}
    if command in ("-h", "--help"):
        print(_usage(told))
        return 0
    fault = (
        Text(f"没有命令{command}", f"there is no command {command}")
        if command
        else Text("没有给出命令", "no command is named")
    )
    instead = Text(
        f"guanxi：{fault.zh}：可用的命令有{'、'.join(sorted(told))}",
        f"guanxi: {fault.en}: name one of {', '.join(sorted(told))}",
    )
    print(spoken(instead), file=sys.stderr)
    return NOT_DONE


def _usage(told: dict[str, str]) -> str:
    width = max(map(len, told))
    lines = (f"  {name:{width}}  {told[name]}" for name in sorted(told))
    return "\n".join(
        ["usage: guanxi [-h] [--version] COMMAND ...", "", str(__doc__), "", "commands:", *lines]
    )


if __name__ == "__main__":
    sys.exit(main())
