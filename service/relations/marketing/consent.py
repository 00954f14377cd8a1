"""The customers that a marketer may approach."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view import MarketingConsents
from service.graph.arrays import Flags
from service.relations.marketing.settings import MarketingSettings
from service.tagging.bank import Bank


@dataclass(frozen=True)
class Approachable:
    """The customers by position, with numbers and kinds, and whom a marketer may `approach`."""

    customer_ids: Texts
    customer_no: Ints
    kind: Texts
    approach: Flags


def approachable(bank: Bank, settings: MarketingSettings) -> Approachable:
    """Tell who may be approached today, as `cypher/fragment/approachable` does. Linear."""
    said = bank[MarketingConsents]
    approach = np.full(len(bank), settings.marketing_consent == "opt_out") | ~bank.is_person
    approach[said.customer_no] = said.consents == 1
    return Approachable(bank.customer_ids, bank.customer_no, bank.kind, approach)
