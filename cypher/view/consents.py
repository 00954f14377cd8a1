"""What customers say of being approached; see `cypher.view` for what all views share."""

from dataclasses import dataclass

from cypher.engine.arrays import Ints, Texts
from cypher.query import View


@dataclass(frozen=True)
class ConsentColumns:
    """The latest consents up to a day: one for each customer, purpose and channel.

    `channel` is 'any' where none was named; `expired` is 1 where it ran out before the day.
    """

    customer_no: Ints
    purpose: Texts
    channel: Texts
    status: Texts
    expired: Ints


class Consents(View[ConsentColumns]):
    """What customers last said by a day, purpose by purpose and channel by channel."""

    on: str


@dataclass(frozen=True)
class MarketingConsentColumns:
    """Each open customer's consent to marketing: 1 granted, 0 refused, -1 not known or run out."""

    customer_no: Ints
    consent: Ints


class MarketingConsents(View[MarketingConsentColumns]):
    """Who may be approached on a day, by the column of all sources and by consents to any channel.

    A refusal that is known today counts for earlier days too.
    """

    on: str
