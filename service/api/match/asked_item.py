"""One item of a list, with what it is looked up and compared by."""

from dataclasses import dataclass
from functools import cached_property

from cypher.normalisation import normalised, own_id_number
from cypher.search.keys import number_key
from cypher.search.terms import number_terms
from service.api.match.needles import Needle, needles_of_alike, needles_of_same
from service.api.match.schemas import MatchItem
from service.api.match.written_name import WrittenName, written_name

#: Residents' numbers had so many digits until 1999, and are often filed without a type.
_OLD_NUMBER = 15


def certificate(number: str | None, id_type: str | None) -> str:
    """A certificate's number normalised; one of 15 digits without type is a resident's."""
    found = own_id_number(number, id_type) or ""
    if not found and not id_type and len(number_key(number or "")) == _OLD_NUMBER:
        return own_id_number(number, "resident_id") or ""
    return found


@dataclass(frozen=True)
class AskedItem:
    """Who is looked for."""

    said: MatchItem

    @cached_property
    def name(self) -> WrittenName | None:
        """The name in its parts; None where none was given, or nothing but signs."""
        name = written_name(self.said.name) if self.said.name else None
        return name if name and name.letters else None

    @cached_property
    def customer_id(self) -> str:
        """The customer's number, without spaces around it; '' where it was not given."""
        return (self.said.customer_id or "").strip()

    @cached_property
    def typed(self) -> str:
        """The number of the certificate as letters and digits; '' where it was not given."""
        return number_key(self.said.id_number or "")

    @cached_property
    def number(self) -> str:
        """The number as the store has it normalised; '' where its check fails or its type lacks."""
        return certificate(self.said.id_number, self.said.id_type)

    @cached_property
    def phone(self) -> str:
        """The phone as the store has it normalised; '' where it cannot be one."""
        return normalised("phone", self.said.phone) if self.said.phone else ""

    @property
    def is_told_apart(self) -> bool:
        """Whether anything is said that tells customers of names alike apart."""
        said = self.said
        return bool(self.typed or said.birth_on or self.phone or said.kind or said.region)

    @cached_property
    def same(self) -> list[Needle]:
        """Needles of the name itself and of the number."""
        found = needles_of_same(self.name) if self.name else []
        keys = {self.typed, number_key(self.number.rpartition(":")[2])} - {""}
        return [*found, *((number_terms(key)[0],) for key in sorted(keys))]

    @cached_property
    def alike(self) -> list[Needle]:
        """Needles of names that are near."""
        return needles_of_alike(self.name) if self.name else []
