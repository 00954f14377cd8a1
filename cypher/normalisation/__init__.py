"""Written values in a form in which the same thing is the same text, however it was typed.

Pure functions from text to text; an empty result means that the value says nothing, and so ties
nobody. Forms of characters follow Unicode's NFKC (full-width to half-width), traditional letters
are folded to simplified ones; each module says the rule of its kind, or that it is convention.

    folding      traditional letters as simplified ones
    nothing      what is typed where nobody knows the value
    id_numbers   certificates and licences, within their type and by their check digits
    phones       by the numbering plan
    addresses    without the words of divisions, down to a road or a house
    others       mail boxes, network addresses, devices
    names        a company's core, a person's family name

The store keeps what `normalised` and `own_id_number` say of each row beside what was typed: where
they come to say something else, a migration must say it of the rows of older stores.
"""

from collections.abc import Callable

from cypher.normalisation.addresses import address
from cypher.normalisation.folding import alphanumeric, folded, plain
from cypher.normalisation.id_numbers import id_number
from cypher.normalisation.names import company_core, family_name
from cypher.normalisation.nothing import says_nothing
from cypher.normalisation.others import email, letters_and_digits, network_address
from cypher.normalisation.phones import phone
from cypher.vocabulary import IDENTIFIER_KINDS, Form

__all__ = ["alphanumeric", "company_core", "family_name", "folded", "normalised", "own_id_number"]

_FORMS: dict[Form, Callable[[str], str]] = {
    "phone": phone,
    "email": email,
    "address": address,
    "id_number": id_number,
    "network_address": network_address,
    "letters_and_digits": letters_and_digits,
}


def normalised(kind: str, value: str) -> str:
    """The value of an identifier as text that is equal where the thing is the same.

    `kind` is that of an identifier, which says in what form values are compared; of a kind that is
    not known letters and digits are. '' where the value says nothing: it is empty, a word for
    not knowing, masked with asterisks, one letter repeated, a number that a spreadsheet has
    rounded (1.10101E+17), or cannot be a value of its kind.
    """
    text = plain(value)
    if says_nothing(text):
        return ""
    known = IDENTIFIER_KINDS.get(kind)
    return _FORMS[known.form if known else "letters_and_digits"](text)


def own_id_number(value: str | None, id_type: str | None) -> str | None:
    """The number that a customer is registered under, within its type, as `normalised` has numbers.

    None where there is no number.
    """
    if value is None:
        return None
    text = plain(value)
    return "" if says_nothing(text) else id_number(text, id_type or "")
