"""The README is complete, and what the pages show is what the program answers."""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from service.demo import write_demo_bank
from tests.banks import ServedBank
from tests.docs.pages import README, ROOT, blocks

TEXT = README.read_text("utf-8")
QUESTIONS = (ROOT / "docs" / "questions.md").read_text("utf-8")


def test_the_two_commands_come_first() -> None:
    first, *_ = blocks(TEXT, "sh")
    commands = [line.partition("#")[0].strip() for line in first.splitlines()]
    assert commands == ["make demo", "make test"]
    before = TEXT.partition("```")[0]
    assert len(before.split("\n\n")) <= 3


def test_every_target_is_printed_by_make_and_told_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    [phony] = re.findall(r"(?m)^\.PHONY: (help .+)$", makefile)
    printed = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for target in phony.split():
        assert f"make {target} " in printed
        assert target == "help" or f"make {target}" in TEXT


def test_every_source_and_option_of_the_commands_is_in_the_readme() -> None:
    sources = {path.name for path in (ROOT / "loaders" / "sources").iterdir() if path.is_dir()}
    assert sources == {*re.findall(r"--source ([a-z0-9_]+)`", TEXT)}
    for command in ("guanxi/template.py", "loaders/__main__.py", "service/__main__.py"):
        text = (ROOT / command).read_text("utf-8")
        for option in re.findall(r"add_argument\(\s*\"(--[a-z-]+)\"", text):
            assert option in TEXT, f"{command} {option}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The demo bank as `make demo` serves it."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo_bank(folder / "files")
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)) as bank,
    ):
        # As whoever runs it has set nothing.
        monkeypatch.delenv("GUANXI_LANG")
        monkeypatch.delenv("GUANXI_TIME_ZONE")
        monkeypatch.delenv("GUANXI_MARKETING_CONSENT")
        bank.load(folder / "files")
        bank.derive("--as-of", "2025-12-31")
        bank.derive("--as-of", "2025-06-30")
        yield bank


def examples() -> list[tuple[str, Any, Any]]:
    """What the pages ask with curl, what they send, and the shortened answers that follow."""
    shown = re.compile(r"(?ms)^```sh\n(curl [^\n]+)\n```\n\n```json\n(.*?)^```$")
    found = [*shown.findall(TEXT), *shown.findall(QUESTIONS)]
    asked = [(*shlex.split(command)[1::2], "null")[:2] for command, _ in found]
    return [
        (url, json.loads(body), json.loads(answer))
        for (url, body), (_, answer) in zip(asked, found, strict=True)
    ]


def says(answer: Any, shown: Any) -> bool:
    """Whether an answer says all that is shown of it: keys and items may have been left out."""
    if isinstance(shown, dict):
        return isinstance(answer, dict) and all(
            key in answer and says(answer[key], value) for key, value in shown.items()
        )
    if isinstance(shown, list):
        items = iter(answer)
        return all(any(says(item, wanted) for item in items) for wanted in shown)
    return bool(answer == shown)


@pytest.mark.slow
def test_every_answer_shown_is_what_the_demo_bank_answers(demo: ServedBank) -> None:
    asked = examples()
    assert len(asked) == TEXT.count("curl '") + QUESTIONS.count("curl '") >= 15
    for url, body, shown in asked:
        parts = urlsplit(url)
        if body:
            answer = demo.client.post(parts.path, json=body).get_json()
        else:
            path = parts.path.removeprefix("/api/v1")
            answer = demo.get(path, shown.get("status", 200), **dict(parse_qsl(parts.query)))
        assert says(answer, shown), f"{url} answers {json.dumps(answer, ensure_ascii=False)}"


def test_a_shortened_answer_must_not_say_anything_else() -> None:
    answer = {"items": [{"a": 1}, {"a": 2}], "next": None}
    assert says(answer, {"items": [{"a": 2}]})
    assert not says(answer, {"items": [{"a": 3}]})
    assert not says(answer, {"items": [{"a": 2}, {"a": 1}]})
    assert not says(answer, {"next": "x"})
