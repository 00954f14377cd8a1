"""A message names the command that its reader has."""

from importlib.metadata import PackageNotFoundError

import pytest

import cypher.commands
from cypher.commands import called


@pytest.mark.parametrize(
    ("command", "in_a_checkout"),
    [
        ("load FOLDER", "python -m loaders FOLDER"),
        ("migrate", "python -m service migrate"),
        ("copy FROM TO", "python -m service copy FROM TO"),
    ],
)
def test_a_command_is_called_guanxi_where_that_is_installed(
    command: str, in_a_checkout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(cypher.commands, "distribution", lambda name: None)
    assert called(command) == f"guanxi {command}"
    monkeypatch.setattr(cypher.commands, "distribution", missing)
    assert called(command) == in_a_checkout
