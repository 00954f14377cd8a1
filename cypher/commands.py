"""What a person is told to run: the installed command, or its module where nothing is installed."""

from importlib.metadata import PackageNotFoundError, distribution


def called(command: str) -> str:
    """A command such as `migrate` or `load FOLDER` as a person types it here."""
    try:
        distribution("guanxi")
    except PackageNotFoundError:
        name, _, rest = command.partition(" ")
        return f"python -m loaders {rest}" if name == "load" else f"python -m service {command}"
    return f"guanxi {command}"
