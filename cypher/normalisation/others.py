"""Mail boxes, network addresses, and what has only letters and digits, such as devices."""

import ipaddress
import re

from cypher.normalisation.folding import alphanumeric
from cypher.normalisation.nothing import says_nothing

_SPACE = re.compile(r"\s+")
_MAIL = re.compile(r"([^@]+)@((?:[\w-]+\.)+[^\W\d_]{2,})")
#: Domains without mail boxes (RFC 2606, RFC 6761), and those that stand for any.
_NO_DOMAIN = re.compile(
    r"(?:.*\.)?(?:example\.(?:com|org|net|cn|com\.cn)|(?:test|abc|xxx|aaa|mail|email|none|null)\."
    r"(?:com|cn|com\.cn|net|org)|[\w-]+\.(?:example|test|invalid|localhost|local))"
)
_NO_BOX = re.compile(
    r"(?:no|none|null|na|nil|noemail|nomail|no-?reply|test\w{0,3}|testing|ceshi|example|unknown|"
    r"wu|meiyou|email|mail|abc|xxx|a|x|123|1234|12345)"
)
#: Numbers that whole makes of devices had: a fault of Android 2.2, what later ones say to all.
_NO_DEVICES = frozenset(("9774d56d682e549c", "020000000000"))


def email(text: str) -> str:
    """A mail box without spaces, in small letters; '' for what has not the form of one.

    '' also where the domain has no mail boxes (example.com), and where the box is a word that fills
    a form: test@, none@, 123456@.
    """
    box = _SPACE.sub("", text).removeprefix("mailto:")
    parts = _MAIL.fullmatch(box)
    if not parts or _NO_DOMAIN.fullmatch(parts[2]):
        return ""
    return "" if says_nothing(parts[1]) or _NO_BOX.fullmatch(parts[1]) else box


def network_address(text: str) -> str:
    """An address of IPv4 or IPv6 in its shortest form; any other text without spaces.

    '' for those of no machine and of every machine itself (0.0.0.0, 127.0.0.1, ::1).
    """
    written = _SPACE.sub("", text)
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return written
    return "" if address.is_unspecified or address.is_loopback else str(address)


def letters_and_digits(text: str) -> str:
    """Nothing but the letters and digits; '' for the number that many devices of a make give."""
    said = alphanumeric(text)
    return "" if said in _NO_DEVICES else said
