"""What is asked and answered about all that a visit needs."""

from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from service.api.customers.schemas import FullCustomer
from service.api.exposures.schemas import Exposure, ExposureTotals
from service.api.graph.schemas import Node, Ownership, WalkedEdge
from service.api.groups.schemas import Gap, Group, NamedEvent
from service.api.http.schemas import Consent, Customer, RunOfAnswer, Text
from service.api.http.times import OfRun
from service.api.owners.schemas import BeneficialOwners, DecisionMakers


class DossierQuery(OfRun):
    """Which run is asked, and since when changes are told."""

    since: str | None = Field(
        None,
        max_length=40,
        description="what has changed since: a day, for the run that `as_of` names by it, or an "
        "instant, for the run that `known_at` names by it; the run before where it is left out",
    )


class DossierExposures(ExposureTotals):
    """What is lent to the customer, and what all of it adds up to."""

    items: list[Exposure] = Field(description="by the day they are due; settled ones come last")
    hidden: int = Field(description="how many were left out")


class DossierMember(BaseModel):
    """A member of a group, and its exposure; outside the viewer's scope no more than who it is."""

    customer_id: str
    name: str
    kind: str
    is_client: bool | None
    exposure: str | None
    currency: str | None
    role: str | None


class DossierGroup(Group):
    """A group that the customer is in, with its first members by id."""

    members: list[DossierMember]
    members_hidden: int


class DossierGroups(BaseModel):
    """The groups of the customer."""

    declared: list[DossierGroup]
    derived: list[DossierGroup]
    gaps: list[Gap] = Field(
        description="how declared and control groups differ, as the pages of both tell it; one each"
    )
    hidden: int = Field(description="how many groups were left out")


class DossierGuarantee(BaseModel):
    """A guarantee that is valid on the day."""

    guarantee_id: str
    guarantor_id: str
    guarantor_name: str
    borrower_id: str
    borrower_name: str
    amount: str | None = Field(description="null where it is not known")
    currency: str | None
    from_on: str | None
    to_on: str | None
    from_number: str | None = Field(
        description="the guarantor's number on the record, where it is another; else null"
    )
    to_number: str | None = Field(
        description="the borrower's number on the record, where it is another; else null"
    )
    source: str | None


class SumOfGuarantees(BaseModel):
    """What guarantees in one currency add up to."""

    currency: str | None
    amount: str
    unknown: int = Field(description="how many say no amount")


class GuaranteesOneWay(BaseModel):
    """Guarantees given or received."""

    items: list[DossierGuarantee] = Field(description="the largest first, unknown amounts last")
    sums: list[SumOfGuarantees] = Field(description="of all of them, by currency")
    hidden: int


class GuaranteesBothWays(BaseModel):
    """For whom the customer stands in, and who stands in for it."""

    given: GuaranteesOneWay
    received: GuaranteesOneWay
    truncated: bool = Field(description="whether there are more than are looked at")


class Risk(BaseModel):
    """A tag for credit risk that the customer holds."""

    tag_id: str
    title: Text
    grade: str
    grade_title: Text
    grade_reason: Text
    score: float
    subject: str | None
    subject_name: str | Text | None
    sentence: Text
    holders: int = Field(description="how many customers hold the tag in the run")
    evidence: str = Field(description="the address that tells the holding with its evidence")


class Risks(BaseModel):
    """The worst risks."""

    items: list[Risk] = Field(
        description="at most three: the highest grade of its tag first, of equal ones the tag that "
        "fewer hold; one a tag"
    )
    hidden: int = Field(description="how many further tags for credit risk it holds")


class Introducer(Customer):
    """A client of the customer's manager who is tied to the customer."""

    relationship_manager: str
    blocked: bool
    consent: Consent
    left_out: str | None = Field(
        description="why lists for marketing do not name it; null where they do"
    )
    distance: int = Field(description="what the ties come to, as of GET /paths")
    hops: int
    nodes: list[Node] = Field(description="from the customer to the introducer")
    edges: list[WalkedEdge]
    sentence: Text = Field(description="the way in words")


class Introducers(BaseModel):
    """The nearest clients of the customer's manager."""

    items: list[Introducer] = Field(description="at most three, the strongest way first")
    hidden: int = Field(description="how many others are tied to it by at most two ties")
    truncated: bool = Field(
        description="whether more lies around the customer than is looked at: `hidden` is the "
        "least number"
    )


class ChangeOfTag(BaseModel):
    """A holding that differs between the two runs."""

    tag_id: str
    title: Text
    subject: str | None
    subject_name: str | Text | None
    change: Literal["gained", "lost", "changed"]
    grade_before: str | None
    grade_after: str | None
    score_before: float | None
    score_after: float | None
    sentence: Text = Field(description="what is held, or of what was lost what was held")


class ChangesOfTags(BaseModel):
    """Changes of tags."""

    items: list[ChangeOfTag] = Field(
        description="gained, lost, changed; of the last those of another grade first"
    )
    hidden: int
    slid: int = Field(
        description="how many holdings are left out that others moved: another grade or rank with "
        "the same score, value and edges"
    )


class EventOfGroup(NamedEvent):
    """What a run did to a group of the customer's."""

    group_id: str
    kind: str
    name: Text | None


class EventsOfGroups(BaseModel):
    """What happened to the customer's groups."""

    items: list[EventOfGroup] = Field(description="the latest first")
    hidden: int


class ChangesSince(BaseModel):
    """What has changed since an earlier run."""

    since: str | None = Field(description="what was asked")
    earlier: RunOfAnswer = Field(description="the run that is compared with")
    tags: ChangesOfTags
    groups: EventsOfGroups


class _Dossier(RunOfAnswer):
    """All that a visit to a customer needs."""

    customer_id: str
    name: str
    exposures: DossierExposures
    groups: DossierGroups
    ownership: Ownership
    guarantees: GuaranteesBothWays
    beneficial_owners: BeneficialOwners | None = Field(description="null for a person")
    decision_makers: DecisionMakers | None = Field(
        description="null for a person, and where the run did not derive them"
    )
    worst_risks: Risks | None = Field(description="null before the first run")
    introducers: Introducers | None = Field(description="null without a relationship manager")
    changes: ChangesSince | None = Field(description="null where there is no earlier run")
    not_told: dict[str, Text] = Field(description="why a part is null, by its name")


_PROFILE: dict[str, Any] = {"profile": (FullCustomer, ...)}
Dossier = create_model("Dossier", __base__=_Dossier, __doc__=_Dossier.__doc__, **_PROFILE)
