"""Users and their keys by command, on both engines."""

import json
import os
import pwd
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

import pytest

import service.__main__
from cypher import Store, StoreSettings, open_store
from cypher.decision import ChainAfter, LastDecision
from cypher.engine.lease import only_writer
from cypher.user import KeyById, UserById
from service.accounts import users
from service.accounts.passwords import hashed, is_password
from service.accounts.users import Rights
from service.errors import Conflict
from tests.banks import ServedBank
from tests.viewers import PASSWORD, add_user, command, problem_of


@contextmanager
def opened() -> Iterator[Store]:
    with closing(open_store(StoreSettings())) as store:
        yield store


def told(capsys: pytest.CaptureFixture[str], *arguments: str, stdin: str = "") -> Any:
    """What a command prints as JSON."""
    capsys.readouterr()
    command(*arguments, "--json", stdin=stdin)
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str, stdin: str = "") -> str:
    """The one line that a command ends with that does nothing."""
    capsys.readouterr()
    command(*arguments, stdin=stdin, status=2)
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    return err


def test_a_user_is_added_changed_and_ended(
    bank: ServedBank, accounts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    rights = ("--role", "auditor", "--role", "marketer", "--branch", "朝阳支行")
    added = told(capsys, "user", "add", "李四", *rights, stdin=f"{PASSWORD}\nmore\n")
    assert added == {
        "user": "李四",
        "roles": ["marketer", "auditor"],
        "branches": ["朝阳支行"],
        "managers": [],
        "sees_nobody": False,
        "ended_at": None,
    }
    assert told(capsys, "user", "change", "李四", "--role", "marketer")["branches"] == ["朝阳支行"]
    assert told(capsys, "user", "password", "李四", stdin="another long secret") == {"user": "李四"}
    told(capsys, "user", "end", "李四")
    [listed] = told(capsys, "user", "list")["users"]
    assert listed["roles"] == ["marketer"]
    assert listed["ended_at"] is not None
    # The name stands for this person in all that was decided: nobody else gets it.
    assert "李四" in refused(capsys, "user", "add", "李四", *rights, stdin=PASSWORD)
    assert "李四" in refused(capsys, "user", "password", "李四", stdin=PASSWORD)
    with opened() as store:
        [row] = store.rows(UserById("李四"))
        assert row.password.startswith("$argon2id$")
        assert PASSWORD not in repr(row)


def test_what_commands_change_is_decided_by_the_user_of_the_machine(
    bank: ServedBank,
    accounts: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Nobody is who the environment says.
    monkeypatch.setenv("USER", "somebody else")
    monkeypatch.setenv("LOGNAME", "somebody else")
    add_user("li", "auditor", branches="B1")
    key = told(capsys, "key", "add", "li", "--days", "7")
    command("user", "change", "li", "--role", "auditor", "--role", "marketer")
    command("user", "password", "li", stdin="another long secret\n")
    told(capsys, "key", "end", key["key_id"])
    add_user("wang", "marketer")
    command("user", "end", "wang")
    # What is refused is no decision.
    refused(capsys, "user", "add", "wang", "--role", "auditor", stdin=PASSWORD)
    refused(capsys, "key", "end", key["key_id"])
    made = told(capsys, "key", "add", "li")
    bearer = {"Authorization": f"Bearer {made['key']}"}
    rows = bank.client.get("/api/v1/decisions", headers=bearer).get_json()["items"]
    acts = [(row["subject_kind"], row["action"], row["subject"]) for row in reversed(rows)]
    assert acts == [
        *(("user", "add", "li"), ("key", "add", "li"), ("user", "change", "li")),
        *(("user", "password", "li"), ("key", "end", "li")),
        *(("user", "add", "wang"), ("user", "end", "wang"), ("key", "add", "li")),
    ]
    name = pwd.getpwuid(os.getuid()).pw_name
    assert {(row["author"], row["signed"], row["state"]) for row in rows} == {
        (name, True, "in_force")
    }
    assert rows[-1]["body"] == {"roles": ["auditor"], "branches": ["B1"], "managers": []}
    assert rows[-2]["other"] == rows[-2]["body"]["key_id"] == key["key_id"]
    assert rows[-2]["body"]["expires_at"][:19] == key["expires_at"][:19]
    assert rows[-3]["body"]["roles"] == ["marketer", "auditor"]
    with opened() as store:
        entries = repr(store.rows(ChainAfter(0, 100)))
        [user] = store.rows(UserById("li"))
    secrets = (PASSWORD, "another long secret", "argon2", user.password, made["key"].split("_")[2])
    assert [secret for secret in secrets if secret in entries] == []
    listed = bank.client.get("/api/v1/audit", headers=bearer).get_json()["items"]
    assert {tuple(each["customer_ids"]) for each in listed} == {()}
    assert bank.client.get("/api/v1/audit/verify", headers=bearer).get_json()["intact"] is True


def test_of_two_who_add_one_name_at_once_one_is_refused(
    bank: ServedBank, accounts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank.keep()
    with opened() as store:
        add = partial(users.add_user, store, rights=Rights(("auditor",)), author="a")

        def meanwhile(password: str) -> str:
            monkeypatch.setattr(users, "hashed", hashed)
            add("li", "the first of both")
            return hashed(password)

        monkeypatch.setattr(users, "hashed", meanwhile)
        with pytest.raises(Conflict):
            add("li", "the second of both")
        [row] = store.rows(UserById("li"))
        assert is_password(row.password, "the first of both")
        assert store.rows(LastDecision())[0].decision_no == 1


def test_a_manager_who_sees_nobody_is_told_so(
    sqlite_bank: ServedBank, accounts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    add_user("li", "relationship_manager")
    assert "sees nobody" in capsys.readouterr().out
    add_user("wang", "relationship_manager", branches="B1")
    assert "sees nobody" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "options", "password", "said"),
    [
        ("li", ("--role", "auditor"), "short", "12"),
        ("li", ("--role", "auditor"), "1qaz2wsx3edc4rfv", "commonest"),
        ("li", ("--role", "auditor"), "1QAZ2wsx3edc4rfv", "commonest"),
        ("li", ("--role", "king"), PASSWORD, "king"),
        ("li", (), PASSWORD, "--role"),
        (" li", ("--role", "auditor"), PASSWORD, "name"),
        ("l\ni", ("--role", "auditor"), PASSWORD, "name"),
        ("l" * 65, ("--role", "auditor"), PASSWORD, "name"),
    ],
)
def test_what_cannot_be_a_user_is_refused(
    name: str,
    options: tuple[str, ...],
    password: str,
    said: str,
    sqlite_bank: ServedBank,
    accounts: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said in refused(capsys, "user", "add", name, *options, stdin=password)


def test_a_terminal_is_asked_twice_and_shows_nothing(
    sqlite_bank: ServedBank, accounts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def getpass(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD if len(asked) != 4 else "something else"

    monkeypatch.setattr("service.accounts.command.getpass", getpass)
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    arguments = ("user", "add", "li", "--role", "auditor")
    assert service.__main__.main(arguments) == 0
    assert len(asked) == 2
    assert service.__main__.main(("user", "password", "li")) == 2


def test_an_empty_store_gets_its_schema_with_the_first_user(
    store_url: str, accounts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_STORE", store_url)
    add_user("li", "administrator")
    with opened() as store:
        assert store.rows(UserById("li"))


def test_users_and_keys_are_added_beside_a_load(
    bank: ServedBank, accounts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    bank.keep()
    with opened() as store, only_writer(store, "load"):
        add_user("li", "auditor")
        told(capsys, "key", "add", "li")
        command("user", "change", "li", "--role", "marketer")


def test_a_key_asks_as_its_user_and_no_more(
    bank: ServedBank, accounts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    bank.keep(customers=[{"customer_id": "C1", "kind": "person", "name": "王一"}])
    add_user("li", "auditor", "marketer")
    whole = told(capsys, "key", "add", "li", "--days", "7")
    narrow = told(capsys, "key", "add", "li", "--role", "marketer")

    def asked(made: dict[str, str], path: str = "/customers/C1") -> tuple[int, str]:
        bearer = {"Authorization": f"Bearer {made['key']}"}
        return problem_of(bank.client.get(f"/api/v1{path}", headers=bearer))

    assert asked(whole) == (200, "")
    assert asked(narrow) == (403, "not-allowed")
    assert asked(narrow, "/tags") == (200, "")
    # What a browser refuses others to send, a program may post without a token.
    posted = bank.client.post(
        "/api/v1/customers/match",
        json={"items": [{"name": "王一"}]},
        headers={"Authorization": f"Bearer {whole['key']}"},
    )
    assert posted.status_code == 200
    # The user loses a role: so does the key, at once.
    command("user", "change", "li", "--role", "marketer")
    assert asked(whole) == (403, "not-allowed")
    assert asked(whole, "/tags") == (200, "")
    keys = told(capsys, "key", "list", "li")["keys"]
    assert [key["last_used_at"] is not None for key in keys] == [True, True]
    told(capsys, "key", "end", whole["key_id"])
    assert asked(whole, "/tags") == (401, "not-signed-in")
    command("user", "end", "li")
    assert asked(narrow, "/tags") == (401, "not-signed-in")
    assert told(capsys, "key", "list")["keys"] == []
    with opened() as store:
        [row] = store.rows(KeyById(whole["key_id"]))
        assert whole["key"].split("_", 2)[2] not in repr(row)


def test_a_key_that_has_expired_or_was_never_given_opens_nothing(
    sqlite_bank: ServedBank,
    accounts: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_user("li", "auditor")
    made = told(capsys, "key", "add", "li", "--days", "1")
    other = made["key"][:-1] + ("A" if made["key"][-1] != "A" else "B")
    for sent in (
        f"Bearer {other}",
        f"Bearer {made['key']}x",
        f"Bearer gx_{'0' * 16}_{'a' * 43}",
        "Bearer",
        "Bearer ",
        "Basic bGk6YQ==",
        f"Token {made['key']}",
        "Bearer \u00e9\u00e9",
    ):
        answer = sqlite_bank.client.get("/api/v1/tags", headers={"Authorization": sent})
        assert problem_of(answer) == (401, "not-signed-in"), sent
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    from cypher.engine.clock import now_ms

    in_two_days = now_ms() + 2 * 86_400_000
    monkeypatch.setattr("service.accounts.keys.now_ms", lambda: in_two_days)
    bearer = {"Authorization": f"bearer {made['key']}"}
    assert sqlite_bank.client.get("/api/v1/tags", headers=bearer).status_code == 401


def test_a_key_is_refused_what_its_user_has_not(
    sqlite_bank: ServedBank, accounts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    add_user("li", "auditor")
    assert "marketer" in refused(capsys, "key", "add", "li", "--role", "marketer")
    assert "days" in refused(capsys, "key", "add", "li", "--days", "0")
    assert "nobody" in refused(capsys, "key", "add", "nobody")
    assert "no such key" in refused(capsys, "key", "end", "nothing")


def test_the_key_stands_alone_on_standard_output(
    sqlite_bank: ServedBank, accounts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    add_user("li", "auditor")
    capsys.readouterr()
    command("key", "add", "li")
    out, err = capsys.readouterr()
    assert out.startswith("gx_")
    assert len(out.splitlines()) == 1
    assert "once" in err
