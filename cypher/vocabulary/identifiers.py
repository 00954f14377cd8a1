"""Identifiers: phones, addresses, devices and the like, by which customers can be compared."""

from dataclasses import dataclass
from typing import Literal

from cypher.vocabulary.words import Clue, Text, Vocabulary, Word

#: The forms in which values are compared, however they were typed; `normalised` makes them.
Form = Literal["phone", "email", "address", "letters_and_digits", "id_number", "network_address"]


@dataclass(frozen=True)
class IdentifierKind(Word):
    """A kind of identifier: how its values are compared, and what it says of two who share one.

    `clue` is None where a shared value says nothing.
    """

    form: Form
    clue: Clue | None


#: In the order in which evidence shows them; `other` takes what has no kind of its own.
IDENTIFIER_KINDS = Vocabulary(
    IdentifierKind(
        "phone",
        Text("电话", "phone"),
        "phone",
        Clue(
            0.5,
            Text("电话通常由一人或一家使用", "a phone is usually one person's or one firm's"),
            Text("电话相同", "give the same phone number"),
        ),
    ),
    IdentifierKind(
        "email",
        Text("邮箱", "email"),
        "email",
        Clue(
            0.5,
            Text("邮箱通常由一人或一家使用", "a mail box is usually one person's or one firm's"),
            Text("邮箱相同", "give the same email address"),
        ),
    ),
    IdentifierKind(
        "address",
        Text("地址", "address"),
        "address",
        Clue(
            0.4,
            Text(
                "同一地址可能只是同楼、同园区或集中注册地",
                "an address may be no more than a shared building or registered office",
            ),
            Text("地址相同", "give the same address"),
        ),
    ),
    IdentifierKind(
        "device",
        Text("设备", "device"),
        "letters_and_digits",
        Clue(
            0.5,
            Text(
                "使用同一设备办理业务，操作人多半相同", "one device is mostly in one person's hands"
            ),
            Text("使用同一台设备", "bank from the same device"),
        ),
    ),
    IdentifierKind(
        "id_number",
        Text("证件号码", "id number"),
        "id_number",
        Clue(
            0.9,
            Text(
                "证件号码一人一号，相同即几乎可认定为同一主体",
                "a number is given to one holder: two with the same are nearly certainly one",
            ),
            Text("证件号码相同", "have the same id number"),
        ),
    ),
    IdentifierKind(
        "ip",
        Text("IP地址", "IP address"),
        "network_address",
        Clue(
            0.1,
            Text(
                "网络地址常由多人共用（公共网络、运营商）",
                "many people share one network address (public networks, carriers)",
            ),
            Text("IP地址相同", "bank from the same network address"),
        ),
    ),
    IdentifierKind("other", Text("标识", "identifier"), "letters_and_digits", None),
)
