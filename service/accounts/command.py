"""`guanxi user` and `guanxi key`: who may sign in, and the keys of programs.

What they change is a decision of the user of the operating system, and counts at once.
"""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from getpass import getpass
from typing import Any

from cypher import Store, open_store
from cypher.engine.errors import StoreError
from cypher.engine.migrations import known_version, migrate, need_schema
from cypher.language import spoken
from cypher.machine.machine_file import machine_file, place_of_machine_file
from cypher.user import KeyRow, UserRow
from cypher.vocabulary import Text
from service.access.machine_user import machine_user
from service.access.roles import ROLE_IDS
from service.accounts.keys import DAYS, add_key, end_key, keys_of, last_uses, roles_of
from service.accounts.users import (
    Rights,
    add_user,
    change_password,
    change_user,
    end_user,
    every_user,
    rights_of,
    roles_named,
    the_user,
)
from service.errors import BadRequest
from service.settings import Settings

WHAT_USER = "add, list, change and end the users who may sign in; change a password"
WHAT_KEY = "add, list and end the keys with which programs ask as a user"
WHAT_OF_ACCOUNTS = {"user": WHAT_USER, "key": WHAT_KEY}
STOPPED = Text("已中断：没有任何改动", "stopped: nothing was changed")

#: What an action did: the object that --json prints, and the line that people read.
Done = tuple[dict[str, Any], Text]
Action = Callable[[argparse.Namespace, Store, Settings], Done]


def add_accounts(commands: Any) -> None:
    """Add both commands to a parser's."""
    users = commands.add_parser("user", help=WHAT_USER, description=WHAT_USER)
    of_user = users.add_subparsers(required=True, metavar="ACTION")
    adding = _action(of_user, "add", _add_user, "add a user; the password is asked for", "NAME")
    _rights(adding)
    _action(of_user, "list", _list_users, "tell the users")
    changing = _action(
        of_user, "change", _change_user, "give a user other roles, branches, codes", "NAME"
    )
    _rights(changing)
    _action(of_user, "password", _change_password, "give a user another password", "NAME")
    _action(of_user, "end", _end_user, "end a user, with all sessions and keys", "NAME")

    keys = commands.add_parser("key", help=WHAT_KEY, description=WHAT_KEY)
    of_key = keys.add_subparsers(required=True, metavar="ACTION")
    making = _action(of_key, "add", _add_key, "make a key of a user's; it is shown once", "NAME")
    making.add_argument(
        "--days", type=int, default=DAYS, metavar="N", help=f"how long it lasts; default: {DAYS}"
    )
    making.add_argument("--role", **_REPEATED, choices=ROLE_IDS, help="only in this role")
    listing = _action(of_key, "list", _list_keys, "tell the keys that have not ended")
    listing.add_argument("name", nargs="?", metavar="NAME", help="only those of this user")
    _action(of_key, "end", _end_key, "end a key", "KEY")


_REPEATED: dict[str, Any] = {"action": "append", "default": []}


def _action(
    actions: Any, name: str, act: Action, what: str, named: str = ""
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=what, description=what)
    if named:
        parser.add_argument("name", metavar=named)
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")
    parser.set_defaults(command=lambda options: _acted(options, act), stopped=STOPPED)
    return parser


def _rights(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", **_REPEATED, metavar="ROLE", help=", ".join(ROLE_IDS))
    parser.add_argument("--branch", **_REPEATED, metavar="NAME", help="whose customers are seen")
    parser.add_argument(
        "--manager", **_REPEATED, metavar="CODE", help="whose customers are seen, by code"
    )


def _acted(options: argparse.Namespace, act: Action) -> int:
    settings = Settings()
    with closing(open_store(settings)) as store:
        # No lease is taken: a load or a run may go on beside it. Only an empty store is made first.
        if known_version(store) == 0:
            migrate(store)
        need_schema(store)
        done, line = act(options, store, settings)
    print(json.dumps(done, ensure_ascii=False) if options.json else spoken(line))
    return 0


def _add_user(options: argparse.Namespace, store: Store, settings: Settings) -> Done:
    rights = _asked_rights(options)
    add_user(store, options.name, _asked_password(settings), rights, author=machine_user())
    user = the_user(store, options.name)
    return _told(user), _with_warning(
        rights, Text(f"已添加用户{user.user_id}", f"added the user {user.user_id}")
    )


def _change_user(options: argparse.Namespace, store: Store, settings: Settings) -> Done:
    before, asked = rights_of(the_user(store, options.name)), _asked_rights(options)
    if asked == Rights(()):
        raise BadRequest(
            Text(
                "请用--role、--branch或--manager给出新的内容，替换原有的",
                "say with --role, --branch or --manager what takes the place of what was",
            )
        )
    rights = Rights(
        asked.roles or before.roles,
        asked.branches or before.branches,
        asked.managers or before.managers,
    )
    change_user(store, options.name, rights, author=machine_user())
    user = the_user(store, options.name)
    return _told(user), _with_warning(
        rights,
        Text(
            f"已修改用户{user.user_id}，其会话已全部结束",
            f"changed the user {user.user_id}, whose sessions have ended",
        ),
    )


def _change_password(options: argparse.Namespace, store: Store, settings: Settings) -> Done:
    user = the_user(store, options.name)
    change_password(store, options.name, _asked_password(settings), author=machine_user())
    return {"user": user.user_id}, Text(
        f"已修改用户{user.user_id}的密码，其会话已全部结束",
        f"changed the password of {user.user_id}, whose sessions have ended",
    )


def _end_user(options: argparse.Namespace, store: Store, settings: Settings) -> Done:
    user = the_user(store, options.name)
    end_user(store, options.name, author=machine_user())
    return {"user": user.user_id}, Text(
        f"已停用用户{user.user_id}，其会话和密钥一并失效",
        f"ended the user {user.user_id}, with all sessions and keys",
    )


def _list_users(options: argparse.Namespace, store: Store, settings: Settings) -> Done:
    users = every_user(store)
    if not users:
        return {"users": []}, FIRST_USER
    lines = []
    for user in users:
        rights = rights_of(user)
        said = [*rights.roles, *rights.branches, *rights.managers]
        ended = Text("（已停用）", " (ended)") if user.ended_at else Text("", "")
        names = ", ".join(said)
        lines.append(
            Text(f"{user.user_id}{ended.zh}：{names}", f"{user.user_id}{ended.en}: {names}")
        )
    return {"users": [_told(user) for user in users]}, _joined(lines)


def _add_key(options: argparse.Namespace, store: Store, settings: Settings) -> Done:
    made = add_key(
        store, options.name, options.days, roles_named(options.role), author=machine_user()
    )
    until = _told_at(made.expires_at)
    said = Text(
        f"此密钥只显示这一次，有效至{until}", f"it is shown this once, and lasts until {until}"
    )
    # Beside it, so that a script takes the key alone.
    print(spoken(said), file=sys.stderr)
    told = {"key": made.key, "key_id": made.key_id, "user": options.name, "expires_at": until}
    return told, Text(made.key, made.key)


def _list_keys(options: argparse.Namespace, store: Store, settings: Settings) -> Done:
    users = [the_user(store, options.name)] if options.name else every_user(store)
    keys = keys_of(store, users)
    used = _last_uses_here(settings, keys)
    if not keys:
        return {"keys": []}, Text("没有密钥：用key add添加", "there is no key: `key add` makes one")
    lines = []
    for key in keys:
        until, last = _told_at(key.expires_at), used.get(key.key_id)
        lines.append(
            Text(
                f"{key.key_id}：{key.user_id}，有效至{until}，"
                f"{f'最近使用{_told_at(last)}' if last else '在本机从未使用'}",
                f"{key.key_id}: {key.user_id}, until {until}, "
                f"{f'last used {_told_at(last)}' if last else 'never used on this machine'}",
            )
        )
    told = [
        {
            "key_id": key.key_id,
            "user": key.user_id,
            "roles": list(roles_of(key)),
            "expires_at": _told_at(key.expires_at),
            "last_used_at": _told_at(used[key.key_id]) if key.key_id in used else None,
        }
        for key in keys
    ]
    return {"keys": told}, _joined(lines)


def _end_key(options: argparse.Namespace, store: Store, settings: Settings) -> Done:
    key = end_key(store, options.name, author=machine_user())
    return {"key_id": key.key_id}, Text(
        f"已停用{key.user_id}的密钥{key.key_id}", f"ended the key {key.key_id} of {key.user_id}"
    )


#: What is to be done where nobody can sign in yet.
FIRST_USER = Text(
    "还没有用户：用user add NAME --role ROLE添加第一个",
    "there is no user yet: make the first with `user add NAME --role ROLE`",
)


def _asked_rights(options: argparse.Namespace) -> Rights:
    return Rights(roles_named(options.role), tuple(options.branch), tuple(options.manager))


def _asked_password(settings: Settings) -> str:
    """The password, asked twice on a terminal without being shown, else a line that is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    again = Text("再次输入：", "The same again: ").told(settings.lang)
    password = getpass(Text("密码：", "Password: ").told(settings.lang))
    if getpass(again) != password:
        raise BadRequest(
            Text("两次输入不一致：请重新运行", "the two differ: run the command again"), "password"
        )
    return password


def _with_warning(rights: Rights, line: Text) -> Text:
    if not rights.sees_nobody:
        return line
    return _joined(
        [
            line,
            Text(
                "注意：该客户经理没有机构和工号，看不到任何客户；"
                "用user change --branch或--manager补充",
                "mind: a relationship manager without a branch and without a code sees nobody; "
                "`user change` with --branch or --manager adds one",
            ),
        ]
    )


def _last_uses_here(settings: Settings, keys: list[KeyRow]) -> dict[str, int]:
    """When keys were last used, as far as this machine knows."""
    if not place_of_machine_file(settings).exists():
        return {}
    with closing(machine_file(settings)) as machine:
        try:
            return last_uses(machine, keys)
        except StoreError:
            return {}


def _told(user: UserRow) -> dict[str, Any]:
    rights = rights_of(user)
    return {
        "user": user.user_id,
        "roles": list(rights.roles),
        "branches": list(rights.branches),
        "managers": list(rights.managers),
        "sees_nobody": rights.sees_nobody,
        "ended_at": _told_at(user.ended_at) if user.ended_at else None,
    }


def _told_at(instant: int) -> str:
    return datetime.fromtimestamp(instant / 1000, UTC).isoformat(timespec="seconds")


def _joined(lines: list[Text]) -> Text:
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
