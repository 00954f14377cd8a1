"""How passwords are compared: alike for who is there and who is not, and not without end."""

import statistics
import time

import pytest

from service.accounts import passwords
from service.accounts.passwords import hashed, is_password
from service.errors import BadRequest


def test_a_password_is_the_same_however_a_keyboard_composed_it() -> None:
    kept = hashed("caf\u00e9 caf\u00e9 caf\u00e9")
    assert is_password(kept, "cafe\u0301 cafe\u0301 cafe\u0301")
    assert not is_password(kept, "cafe cafe cafe")


def test_nothing_is_the_password_of_nobody() -> None:
    assert not is_password(None, "")
    assert not is_password("no hash at all", "a long enough secret")


def test_a_password_is_no_longer_than_what_is_worth_hashing() -> None:
    with pytest.raises(BadRequest):
        hashed("x" * 1_001)
    kept = hashed("x" * 1_000)
    assert is_password(kept, "x" * 1_000)
    assert not is_password(kept, "x" * 1_001)


def test_parameters_are_those_of_argon2id_with_64_mib_and_3_rounds() -> None:
    assert hashed("a long enough secret").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.slow
def test_an_unknown_user_takes_as_long_as_a_wrong_password() -> None:
    kept = hashed("a long enough secret")
    passwords._nobodys()
    times: dict[str | None, list[float]] = {kept: [], None: []}
    for _ in range(9):
        for each, taken in times.items():
            began = time.perf_counter()
            assert not is_password(each, "another one")
            taken.append(time.perf_counter() - began)
    known, unknown = (statistics.median(each) for each in times.values())
    assert abs(known - unknown) < 0.3 * max(known, unknown)
