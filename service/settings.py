"""Every knob of the service: its name, type, default and what it does.

Read once from GUANXI_... variables where a command starts, and passed in from there.
"""

from pydantic import Field

from cypher import StoreSettings


class Settings(StoreSettings):
    """The store's settings and those of deriving and serving."""

    currency: str = Field(
        "CNY", pattern="^[A-Z]{3}$", description="the currency that group exposures are told in"
    )
    majority: float = Field(
        0.5, gt=0, lt=1, description="control is more than this share of the votes"
    )
    kin_pooling: bool = Field(
        True, description="whether spouses, parents, children and siblings vote as one"
    )
    beneficial_threshold: float = Field(
        0.25,
        gt=0,
        le=1,
        description="beneficial owners: the share, through all paths, from which a person is one",
    )
    beneficial_inclusive: bool = Field(
        True, description="beneficial owners: whether exactly the threshold is enough (>=, not >)"
    )
    tier1_capital: float = Field(
        0, ge=0, description="the bank's tier-1 capital, in the bank's currency; 0: not given"
    )
    group_limit: float = Field(
        0.2,
        gt=0,
        description="the largest exposure to one group of connected clients that is allowed, as a "
        "share of tier-1 capital (商业银行大额风险暴露管理办法)",
    )
    large_exposure: float = Field(
        0.025, gt=0, description="from which share of tier-1 capital an exposure counts as large"
    )
    dependency_trigger: float = Field(
        0.05,
        ge=0,
        description="with the tier-1 capital given: dependency is searched for where a customer's "
        "exposure is more than this share of it; 0: for everybody",
    )
    dependency_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="economic dependency: from which share of receipts or expenditures on",
    )
    dependency_payments: int = Field(
        10, ge=1, description="dependency found in payments: at least so many from or to the other"
    )
    dependency_months: int = Field(
        3, ge=1, le=12, description="dependency found in payments: in at least so many months"
    )
    supply_chain_members: int = Field(
        3, ge=2, description="supply chains: how many customers must live from a core"
    )
    central_government_alternative: bool = Field(
        False,
        description="whether what a government controls, or what depends on it, makes a group of "
        "its own for each (Basel LEX10)",
    )
    hub_customers: int = Field(
        20, ge=2, description="an identifier shared by more customers than this says nothing"
    )
    near_blocked_hops: int = Field(
        2, ge=1, le=3, description="near the blocked: at most so many edges away"
    )
    affiliate_confidence: float = Field(
        0.5, gt=0, lt=1, description="suspected affiliates: the least confidence"
    )
    behaviour_cosine: float = Field(
        0.6, gt=0, le=1, description="suspected affiliates: how alike payees and payers must be"
    )
    behaviour_counterparties: int = Field(
        3, ge=1, description="suspected affiliates: how many payees and payers must be the same"
    )
    behaviour_twin_of: str = Field(
        "opinion_leader",
        min_length=1,
        description="behaviour twins: the tag whose holders they are like; of one graded by "
        "distribution, those of its best grade",
    )
    twin_similarity: float = Field(
        0.3, gt=0, lt=0.5, description="behaviour twins: how alike payees and payers are at least"
    )
    twin_counterparties: int = Field(
        2, ge=1, description="behaviour twins: how many payees and payers must be the same"
    )
    twin_common_customers: int = Field(
        1000,
        ge=1,
        description="behaviour twins, similar customers and look-alikes: a payee or payer of more "
        "customers than this makes nobody alike by itself",
    )
    pagerank_damping: float = Field(
        0.85, gt=0, lt=1, description="opinion leaders: how often a follower is followed on"
    )
    influence_half_life_days: int = Field(
        365,
        ge=1,
        le=36_500,
        description="influence and closeness: after so many days a referral or payment counts half",
    )
    influence_rate: float = Field(
        0.5,
        gt=0,
        le=1,
        description="influence: the chance that somebody is won over when everybody whom it "
        "follows has been",
    )
    influence_epsilon: float = Field(
        0.1,
        ge=0.01,
        le=0.6,
        description="influence seeds: by how much less than 1 - 1/e of the optimum they may be "
        "proved to reach where a question does not say",
    )
    influence_delta: float = Field(
        0.001,
        gt=0,
        lt=1,
        description="influence seeds: the chance that what is said to be proved is not so",
    )
    influence_seed: int = Field(
        0, ge=0, lt=2**31, description="influence seeds: where chance begins"
    )
    influence_max_nodes: int = Field(
        50_000_000,
        ge=10_000,
        le=2_000_000_000,
        description="influence seeds: about how many customers all sets that choose the seeds may "
        "have in them, at 8 bytes of memory each and 12 for a moment",
    )
    influence_max_steps: int = Field(
        200_000_000,
        ge=10_000,
        description="influence seeds: about how many ties are followed for these sets",
    )
    referral_decay: float = Field(
        0.5,
        gt=0,
        le=1,
        description="referral credit: what somebody one level further down counts, against one "
        "level less",
    )
    community_resolution: float = Field(
        1.0, gt=0, le=100, description="communities: the higher, the smaller (1: modularity itself)"
    )
    community_seed: int = Field(
        0, ge=0, lt=2**31, description="communities: where chance begins; recorded with the run"
    )
    community_least: int = Field(
        3, ge=2, description="communities: how many customers there must be in one"
    )
    bridge_cut_off: int = Field(
        2,
        ge=1,
        description="bridges: how many customers at least would lose touch with the rest",
    )
    bridge_max_steps: int = Field(
        200_000_000,
        ge=1,
        description="bridges: how many ties are looked at in all for the shortest paths, evenly "
        "from all customers or from as many as that allows",
    )
    circle_max_length: int = Field(
        6, ge=3, le=12, description="guarantee circles: the longest circle listed as evidence"
    )
    circle_max_listed: int = Field(
        5, ge=1, le=50, description="guarantee circles: how many circles are listed as evidence"
    )
    circle_max_steps: int = Field(
        20_000,
        ge=1,
        description="guarantee circles: how many guarantees are looked at for the circles "
        "of one customer",
    )
    guarantee_many: int = Field(
        3,
        ge=2,
        description="guarantee hubs and focuses: how many borrowers, or guarantors, are many",
    )
    guarantee_parties: int = Field(
        5,
        ge=1,
        description="guarantee overload: standing for more parties than this is too many "
        "(银监办发〔2014〕214号)",
    )
    guarantee_chain_steps: int = Field(
        10_000,
        ge=1,
        description="guarantee chains: how many pairs are followed for the chain of one customer",
    )
    money_circle_days: int = Field(
        30, ge=1, le=366, description="money circles: how many days the money is on its way at most"
    )
    money_circle_tolerance: float = Field(
        0.2,
        ge=0,
        lt=1,
        description="money circles: by which part of the largest payment amounts may differ",
    )
    money_circle_longest: int = Field(
        6, ge=3, le=6, description="money circles: how many customers there are in one at most"
    )
    money_circles_listed: int = Field(
        20, ge=1, le=200, description="money circles: how many different ones a customer holds"
    )
    loan_trip_days: int = Field(
        90, ge=1, le=366, description="loan round trips: back within so many days of the payout"
    )
    loan_trip_share: float = Field(
        0.2,
        gt=0,
        le=1,
        description="loan round trips: the least part of the loan that each payment must carry",
    )
    money_hub_payments: int = Field(
        200,
        ge=1,
        description="money circles and loan round trips: how many payments of one customer are "
        "followed at each step, the soonest first",
    )
    collector_days: int = Field(
        7,
        ge=1,
        le=366,
        description="money collectors and distributors: in and out again within so many days",
    )
    collector_many: int = Field(
        5,
        ge=2,
        description="money collectors and distributors: how many payers, or payees, are many",
    )
    collector_few: int = Field(
        2, ge=1, description="money collectors and distributors: how many are few at most"
    )
    collector_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="money collectors and distributors: of what came in and what went out the "
        "smaller is at least this share of the larger",
    )
    pass_through_days: int = Field(
        3, ge=1, le=366, description="pass-through accounts: gone again within so many days"
    )
    pass_through_share: float = Field(
        0.9,
        gt=0,
        le=1,
        description="pass-through accounts: the least share of what came in that is soon gone",
    )
    pass_through_payments: int = Field(
        1, ge=1, description="pass-through accounts: how many payments must have come in"
    )
    payroll_employees: int = Field(
        5, ge=1, description="payroll employers: how many persons must be paid regularly"
    )
    payroll_months: int = Field(
        3, ge=2, description="payroll: a person must be paid in so many different months"
    )
    payroll_day_spread: int = Field(
        3,
        ge=0,
        le=13,
        description="payroll: how many days before or after the usual day a payment may come",
    )
    payroll_amount_spread: float = Field(
        0.2,
        ge=0,
        lt=1,
        description="payroll: by which share of the usual amount a payment may be off",
    )
    payroll_ended_months: int = Field(
        2,
        ge=1,
        description="payroll employees: no longer one after so many months without a salary in "
        "which the employer still paid others",
    )
    high_potential_low: float = Field(
        0.5,
        gt=0,
        le=0.5,
        description="high-potential customers: who keeps more than less than this share of the "
        "clients of its kind and region",
    )
    high_potential_top: float = Field(
        0.2,
        gt=0,
        le=0.5,
        description="high-potential customers: while somebody around stands in this top share",
    )
    high_potential_peers: int = Field(
        10,
        ge=2,
        description="high-potential customers: a region with fewer clients of a kind whose assets "
        "are known is no measure; those of the whole bank are",
    )
    high_potential_payments: int = Field(
        3,
        ge=1,
        description="high-potential customers: who is paid so often in twelve months is close",
    )
    contagion_max_steps: int = Field(
        500_000_000,
        ge=1,
        description="contagion tags: how many loss edges are followed in all, evenly from every "
        "customer's failure",
    )
    evidence_max_edges: int = Field(
        20,
        ge=1,
        le=500,
        description="how many edges a holding lists of a control group, or of one guarantee circle",
    )
    workers: int = Field(0, ge=0, description="gunicorn's workers; 0: one per core, and one more")
    threads: int = Field(4, ge=1, description="gunicorn's threads in each worker")
    access_log: bool = Field(True, description="whether each request is logged, as a JSON line")
