"""Ties between two customers: where each type is read, and which of its ends is which."""

from collections.abc import Mapping
from typing import Any

from cypher import View
from cypher.view import (
    Controls,
    Dependencies,
    Guarantees,
    Kinships,
    Obligations,
    Ownerships,
    Positions,
    Referrals,
    SameCustomers,
)

#: The view of each type of tie between two customers, and its columns of the two ends.
BETWEEN_CUSTOMERS: Mapping[str, tuple[type[View[Any]], str, str]] = {
    "OWNS": (Ownerships, "owner_no", "owned_no"),
    "CONTROLS": (Controls, "controller_no", "controlled_no"),
    "HOLDS_POSITION": (Positions, "person_no", "company_no"),
    "KIN_OF": (Kinships, "a_no", "b_no"),
    "GUARANTEES": (Guarantees, "guarantor_no", "borrower_no"),
    "REFERRED": (Referrals, "referrer_no", "referred_no"),
    "DEPENDS_ON": (Dependencies, "dependent_no", "provider_no"),
    "OWES": (Obligations, "debtor_no", "creditor_no"),
    "SAME_AS": (SameCustomers, "customer_no", "other_no"),
}
