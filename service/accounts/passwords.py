"""Passwords: which are taken, and how they are kept and compared."""

import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cypher.vocabulary import Text
from service.errors import BadRequest, Overloaded

SHORTEST, LONGEST = 12, 1_000
#: argon2id with 64 MiB and 3 rounds: the second choice of RFC 9106, for when memory is shared.
_HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)
#: Each comparison takes that much memory: one at a time in each process, and one that waits. More
#: would leave no thread for those who are signed in.
_ONE_AT_A_TIME, _AT_ONCE = threading.Semaphore(), threading.Semaphore(2)


def hashed(password: str) -> str:
    """How a password is kept; raises BadRequest for one that is not taken."""
    password = _composed(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadRequest(
            Text(
                f"密码须有{SHORTEST}至{LONGEST}个字符，现为{len(password)}个：请换一个",
                f"a password has {SHORTEST} to {LONGEST} characters, this one has "
                f"{len(password)}: choose another",
            ),
            "password",
        )
    if password.casefold() in _commonest():
        raise BadRequest(
            Text(
                "该密码属于最常用的密码，容易被猜到：请换一个",
                "this password is among the commonest, which are guessed first: choose another",
            ),
            "password",
        )
    return _HASHER.hash(password)


def is_password(kept: str | None, password: str) -> bool:
    """Whether a password is the one that is kept; as long a look where nothing is kept: False.

    Raises Overloaded where too many sign in at once.
    """
    nobodys = _nobodys()
    if not _AT_ONCE.acquire(blocking=False):
        raise Overloaded(
            Text(
                "同时登录的人过多：请稍后重试",
                "too many sign in at this moment: try again in a few seconds",
            )
        )
    try:
        with _ONE_AT_A_TIME:
            found = _HASHER.verify(kept or nobodys, _composed(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _AT_ONCE.release()
    return found and kept is not None


def _composed(password: str) -> str:
    """The password as Unicode composes it, whichever way a keyboard sent it."""
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    """What is compared with where there is nobody."""
    return _HASHER.hash(secrets.token_urlsafe())


@cache
def _commonest() -> frozenset[str]:
    # 30,000 of them in a module of a megabyte: read where a password is chosen alone.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])
