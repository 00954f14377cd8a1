"""`guanxi` is one command for all that the two rooms do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import service.__main__
from cypher.version import VERSION
from guanxi.__main__ import main
from tests.docs.pages import ROOT
from tests.loaders.banks import SMALL_BANK, write_bank

COMMANDS = ("load", "template", *service.__main__.COMMANDS)


def usage(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The first words of what `guanxi ARGUMENTS` prints; it must end well."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_called_guanxi_in_its_usage(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert usage(capsys, command, "--help").startswith(f"usage: guanxi {command} ")


def test_a_command_of_the_service_is_called_so_where_it_was_called_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        service.__main__.main(["derive", "--help"])
    assert capsys.readouterr().out.startswith("usage: python -m service derive ")


def test_every_command_of_the_service_is_one_of_guanxi(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        service.__main__.main(["--help"])
    listed = re.findall(r"(?m)^    ([a-z][a-z-]*)\b", capsys.readouterr().out)
    assert sorted(listed) == sorted(service.__main__.COMMANDS)


def test_help_lists_every_command_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out.partition("commands:\n")[2].splitlines()
    assert {line.split()[0] for line in listed} == {*COMMANDS}
    assert all(len(line.split()) > 3 for line in listed)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [([], "no command is named"), (["lode"], "no command lode"), ([""], "no command is named")],
)
def test_what_is_no_command_is_told_in_one_line_that_names_them_all(
    arguments: list[str], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert fault in err
    assert all(command in err for command in COMMANDS)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"guanxi {VERSION}\n"


@pytest.mark.slow
def test_load_ends_as_the_loaders_do(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", customers=SMALL_BANK["customers"] + "C9,dog,X,,\n")
    done = subprocess.run(
        [sys.executable, "-m", "guanxi", "load", str(bank), "--rejects", str(tmp_path)],
        cwd=ROOT,
        env={"GUANXI_STORE": f"sqlite:///{tmp_path}/store.db", "GUANXI_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "accepted 3 + rejected 1" in done.stdout
