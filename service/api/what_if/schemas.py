"""What a question about other ties may say, and what its answer looks like."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cypher.errors import BadValue
from cypher.vocabulary import EDGE_TYPES
from service.access.opaque import OPAQUE
from service.api.http.parameters import Id, OneOf, Request, ShortText
from service.api.http.schemas import Evidence, Text

#: How many ties a question may take away or add, and about how many customers it may ask.
TIES, ASKED = 50, 100

#: The ties that may be supposed: between customers first, then to things, then payments.
TIES_SUPPOSED = sorted(
    (edge for edge in EDGE_TYPES.values() if edge.needs is not None),
    key=lambda edge: (not edge.between_customers, edge.to_end == "Account"),
)
TieType = Annotated[str, OneOf(tuple(edge.word for edge in TIES_SUPPOSED))]
#: An end of a tie: a customer, or what it is a member of or shares.
End = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Amount = Annotated[float, Field(gt=0, lt=1e15, allow_inf_nan=False)]

#: What a tie of each type must say, and what else it may.
SAYS = {edge.word: (set(edge.needs or ()), set(edge.takes)) for edge in TIES_SUPPOSED}
#: What an added tie may say, whatever its type.
COLUMNS: set[str] = set().union(*(needed | allowed for needed, allowed in SAYS.values()))


class RemovedTie(Request):
    """A tie to do without: every record of this type between the two ends."""

    model_config = ConfigDict(strict=True)

    type: TieType
    from_id: End = Field(alias="from", description="the customer that the edge comes from")
    to_id: End = Field(
        alias="to",
        description="the customer that it leads to; a group for MEMBER_OF, kind:value for "
        "SHARES; an identifier or account as answers name it",
    )


class AddedTie(RemovedTie):
    """A tie to suppose, with the columns of its file."""

    share: Share | None = Field(None, description="OWNS (above 0), DEPENDS_ON")
    votes: Share | None = Field(None, description="OWNS; the share where left out")
    basis: ShortText | None = Field(None, description="CONTROLS, DEPENDS_ON, SAME_AS")
    role: ShortText | None = Field(None, description="HOLDS_POSITION, MEMBER_OF")
    relation: ShortText | None = Field(None, description="KIN_OF: what `from` is of `to`")
    amount: Amount | None = Field(
        None, description="GUARANTEES (unknown where left out), OWES, PAID"
    )
    currency: str | None = Field(
        None, pattern="^[A-Z]{3}$", description="of the amount; the bank's where left out"
    )
    at: str | None = Field(
        None,
        max_length=40,
        description="REFERRED, PAID: a day or instant; the day looked at where left out",
    )

    @model_validator(mode="after")
    def _says_what_its_type_needs(self) -> "AddedTie":
        needed, allowed = SAYS[self.type]
        said = {name for name in COLUMNS if getattr(self, name) is not None}
        if missing := sorted(needed - said):
            raise BadValue(
                f"{self.type}需要{'、'.join(missing)}", f"{self.type} needs {', '.join(missing)}"
            )
        if other := sorted(said - needed - allowed):
            raise BadValue(
                f"{self.type}没有{'、'.join(other)}", f"{self.type} has no {', '.join(other)}"
            )
        for column, words in EDGE_TYPES[self.type].words.items():
            if getattr(self, column) not in words:
                raise BadValue(
                    f"{column}须为以下之一：{'、'.join(words)}",
                    f"{column} must be one of {', '.join(words)}",
                )
        if self.type == "OWNS" and not self.share:
            raise BadValue("share须大于0", "share must be above 0")
        told = ":" in self.to_id or OPAQUE.fullmatch(self.to_id)
        if self.type == "SHARES" and not told:
            raise BadValue(
                "SHARES指向一个标识，例如phone:13000000000",
                "SHARES leads to an identifier, such as phone:13000000000",
            )
        return self


class WhatIfBody(Request):
    """Which ties to do without, which to suppose, and about whom to tell."""

    model_config = ConfigDict(strict=True)

    remove: list[RemovedTie] = Field([], max_length=TIES)
    add: list[AddedTie] = Field([], max_length=TIES)
    customers: list[Id] = Field(
        min_length=1, max_length=ASKED, description="whose tags are compared"
    )
    tags: list[Id] = Field(
        [], max_length=100, description="only these tags; all that can change where left out"
    )


class SupposedHolding(BaseModel):
    """A holding that is there with the ties as they are, or would be there with the others."""

    subject: str | None
    tag_id: str
    version: str
    title: Text
    grade: str
    grade_title: Text
    grade_reason: Text
    score: float
    value: dict[str, Any]
    sentence: Text
    evidence: Evidence


class AlteredHolding(BaseModel):
    """A holding that would say something else."""

    now: SupposedHolding
    then: SupposedHolding


class WhatIfOfCustomer(BaseModel):
    """What one customer would gain, lose, and hold for other reasons."""

    customer_id: str
    name: str
    gained: list[SupposedHolding]
    lost: list[SupposedHolding]
    altered: list[AlteredHolding]
    unchanged: int = Field(description="how many holdings of the tags compared stay as they are")


class WhatIf(BaseModel):
    """What would be different."""

    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    tags_compared: list[str] = Field(description="the tags that rest on what was supposed")
    customers: list[WhatIfOfCustomer]
