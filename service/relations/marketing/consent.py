"""The customers that a marketer may approach, and why lists leave the others out."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view import BlockedCustomers, MarketingConsents
from service.graph.arrays import Flags
from service.relations.marketing.settings import MarketingSettings
from service.tagging.bank import Bank

#: Why lists for marketing leave customers out; of several reasons the first counts. Who is closed
#: has no position in a bank.
REASONS = ("refused", "blocked", "closed", "not_a_client", "no_consent")
#: What customers say of being approached: by the code of `Approachable.consent`.
CONSENTS = ("refused", "given", "unknown")
_REFUSED, _GIVEN, _UNKNOWN = range(3)


@dataclass(frozen=True)
class Approachable:
    """The customers by position, with numbers and kinds, and how they stand with a marketer.

    `reason` int64[n] is a position in `REASONS`, -1 for customers who may be approached; `consent`
    int64[n] is a position in `CONSENTS`.
    """

    customer_ids: Texts
    customer_no: Ints
    kind: Texts
    reason: Ints
    consent: Ints

    def named(self, *, marketing: bool) -> Flags:
        """Whether a list names each customer: for marketing who may be approached, else all."""
        return self.reason < 0 if marketing else np.ones(len(self.reason), np.bool_)

    def left_out(self, customers: Ints, *, marketing: bool) -> dict[str, int]:
        """How many of some positions such a list leaves out, by every reason there is. Linear."""
        reason = self.reason[customers]
        counts = np.bincount(reason[reason >= 0], minlength=len(REASONS)) * marketing
        return dict(zip(REASONS, counts.tolist(), strict=True))

    def consents(self, customers: Ints) -> list[str]:
        """What each of some positions says of being approached."""
        return [CONSENTS[code] for code in self.consent[customers].tolist()]


def approachable(bank: Bank, settings: MarketingSettings) -> Approachable:
    """Tell who may be approached today, as `cypher/fragment/left_out` does. Linear."""
    said = bank[MarketingConsents]
    consent = np.full(len(bank), _UNKNOWN)
    consent[said.customer_no] = np.where(said.consents == 1, _GIVEN, _REFUSED)
    must_consent = bank.is_person & (settings.marketing_consent == "opt_in")
    applies = {
        "no_consent": must_consent & (consent == _UNKNOWN),
        "not_a_client": ~bank.is_client,
        "blocked": np.isin(np.arange(len(bank)), bank[BlockedCustomers].customer_no),
        "refused": consent == _REFUSED,
    }
    reason = np.full(len(bank), -1)
    for name, customers in applies.items():
        reason[customers] = REASONS.index(name)
    return Approachable(bank.customer_ids, bank.customer_no, bank.kind, reason, consent)
