"""The settings of payments: money flows, payrolls, loan round trips, and who deals alike."""

from pydantic import Field

from service.relations.control.settings import ControlSettings
from service.tagging.least_amounts import LeastAmounts


class PaymentSettings(ControlSettings):
    """How soon, how often and how alike payments must be; a loan may return to its controller."""

    behaviour_cosine: float = Field(
        0.6,
        gt=0,
        le=1,
        description="suspected affiliates: how alike the amounts that two customers pay and are "
        "paid must be, as a cosine (1 = the same counterparties in the same proportions)",
    )
    behaviour_counterparties: int = Field(
        3,
        ge=1,
        description="suspected affiliates: number of counterparties that the two must have in "
        "common at least",
    )
    behaviour_twin_of: str = Field(
        "opinion_leader",
        min_length=1,
        description="behaviour twins: the id of the tag whose holders twins are sought for",
    )
    twin_similarity: float = Field(
        0.3,
        gt=0,
        lt=0.5,
        description="behaviour twins: how alike the counterparties of the two must be, as a cosine "
        "(0 to 1)",
    )
    twin_counterparties: int = Field(
        2,
        ge=1,
        description="behaviour twins: number of counterparties that the two must have in common at "
        "least",
    )
    twin_common_customers: int = Field(
        1000,
        ge=1,
        description="behaviour twins, similar customers and look-alikes: a counterparty of more "
        "customers than this (a power company) is not enough by itself to compare two of them",
    )
    money_circle_days: int = Field(
        30,
        ge=1,
        le=366,
        description="money circles: days from the first payment of a circle to its last, at most",
    )
    money_circle_tolerance: float = Field(
        0.2,
        ge=0,
        lt=1,
        description="money circles: by which share of the largest payment of a circle the amounts "
        "may differ (0.2 = the smallest is 80 % of the largest)",
    )
    money_circle_longest: int = Field(
        6, ge=3, le=6, description="money circles: number of customers in one circle at most"
    )
    money_circles_listed: int = Field(
        20,
        ge=1,
        le=200,
        description="money circles: how many different circles a customer holds at most in each "
        "currency, those of the largest amounts",
    )
    loan_trip_days: int = Field(
        90,
        ge=1,
        le=366,
        description="loan round trips: days from the payout within which the money must be back",
    )
    loan_trip_share: float = Field(
        0.2,
        gt=0,
        le=1,
        description="loan round trips: share of the loan that each payment on the way must carry "
        "at least",
    )
    money_hub_payments: int = Field(
        200,
        ge=1,
        description="work limit for money circles and loan round trips: how many payments of one "
        "customer are followed at each step, the soonest first",
    )
    collector_days: int = Field(
        7,
        ge=1,
        le=366,
        description="money collectors and distributors: days within which the money must come in "
        "and go out again",
    )
    collector_many: int = Field(
        5,
        ge=2,
        description="money collectors and distributors: number of parties from which the side of "
        "many counts as many (payers of a collector, payees of a distributor)",
    )
    collector_few: int = Field(
        2,
        ge=1,
        description="money collectors and distributors: number of parties up to which the other "
        "side counts as few",
    )
    collector_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="money collectors and distributors: of the sums that came in and went out, the "
        "smaller must be at least this share of the larger",
    )
    pass_through_days: int = Field(
        3,
        ge=1,
        le=366,
        description="pass-through accounts: days within which received money must be gone again",
    )
    pass_through_share: float = Field(
        0.9,
        gt=0,
        le=1,
        description="pass-through accounts: share of the money received that must be gone so soon",
    )
    pass_through_amount: LeastAmounts = Field(
        "CNY=10000,USD=1000,EUR=1000,GBP=1000,HKD=10000,JPY=100000",
        description="pass-through accounts: the least that must have come in, by currency "
        "(default: from where on a single transfer asks who the customer is, 金融机构客户身份识别"
        "和客户身份资料及交易记录保存管理办法 (2007) art. 7); a number alone is in "
        "GUANXI_CURRENCY, and in a currency that is not named any amount is enough",
    )
    pass_through_payments: int = Field(
        1,
        ge=1,
        description="pass-through accounts: number of payments that must have come in at least",
    )
    payroll_employees: int = Field(
        5,
        ge=1,
        description="payroll employers: number of persons paid regularly from which a payer is one",
    )
    payroll_months: int = Field(
        3,
        ge=2,
        description="payrolls: number of different months from which payments to a person are "
        "regular",
    )
    payroll_day_spread: int = Field(
        3,
        ge=0,
        le=13,
        description="payrolls: days before or after the usual day of the month within which a "
        "payment still counts",
    )
    payroll_amount_spread: float = Field(
        0.2,
        ge=0,
        lt=1,
        description="payrolls: share of the usual amount by which a payment may differ and still "
        "counts",
    )
    payroll_ended_months: int = Field(
        2,
        ge=1,
        description="payroll employees: months without a salary, while the employer still pays "
        "others, after which the employment counts as ended",
    )
