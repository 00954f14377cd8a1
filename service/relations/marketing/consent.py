"""The customers that a marketer may approach."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view import Profiles
from service.graph.arrays import Flags
from service.tagging.bank import Bank
from service.tagging.settings import TagSettings


@dataclass(frozen=True)
class Consent:
    """The customers by position, with numbers and kinds, and which of them refused."""

    customer_ids: Texts
    customer_no: Ints
    kind: Texts
    refused: Flags


def approachable(bank: Bank, settings: TagSettings) -> Consent:
    """Tell who refused to be approached; unknown consent is no refusal. Linear in the customers."""
    profiles = bank[Profiles]
    refused = np.zeros(len(bank), np.bool_)
    refused[profiles.customer_no[profiles.marketing_consent == 0]] = True
    return Consent(bank.customer_ids, bank.customer_no, bank.kind, refused)
