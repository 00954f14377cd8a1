"""What the bank's exposures are, how they stand, and how they are classified."""

from dataclasses import dataclass

from cypher.vocabulary.words import Text, Vocabulary, Weight, Word

_COMMITMENT = Weight(
    0.4,
    Text(
        "巴塞尔框架CRE20：一般承诺的信用转换系数为40%",
        "Basel framework CRE20: commitments convert at 40%",
    ),
)
_TRADE = Weight(
    0.2,
    Text(
        "巴塞尔框架CRE20：与贸易相关的短期自偿性信用证为20%",
        "Basel framework CRE20: short-term self-liquidating trade letters of credit at 20%",
    ),
)
_ISSUANCE = Weight(
    0.5,
    Text(
        "巴塞尔框架CRE20：票据发行便利和循环包销便利为50%",
        "Basel framework CRE20: note issuance and revolving underwriting facilities at 50%",
    ),
)


@dataclass(frozen=True)
class ExposureKind(Word):
    """A kind of exposure: `undrawn` is how much of what is not drawn yet counts."""

    undrawn: Weight


#: Kinds as the bank's books have them. One that a file does not name is any other kind.
EXPOSURE_KINDS = Vocabulary(
    ExposureKind("loan", Text("贷款", "loan"), _COMMITMENT),
    ExposureKind("mortgage", Text("按揭贷款", "mortgage"), _COMMITMENT),
    ExposureKind("credit_line", Text("授信额度", "credit line"), _COMMITMENT),
    ExposureKind("guarantee", Text("保函", "guarantee"), _COMMITMENT),
    ExposureKind("acceptance", Text("承兑汇票", "acceptance"), _COMMITMENT),
    ExposureKind("letter_of_credit", Text("信用证", "letter of credit"), _TRADE),
    ExposureKind("bond", Text("债券", "bond"), _ISSUANCE),
    ExposureKind("other", Text("其他", "other"), _COMMITMENT),
)
#: The kind of which nothing is known.
OTHER_EXPOSURE = "other"

#: `normal` is what some books call active, and is told as that; without a status one is active.
#: What settled and overdue ones come to is in cypher/fragment/unsettled and is_overdue.
EXPOSURE_STATUSES = Vocabulary(
    Word("active", Text("存续", "active")),
    Word("normal", Text("正常", "normal")),
    Word("overdue", Text("逾期", "overdue")),
    Word("non_performing", Text("不良", "non-performing")),
    Word("settled", Text("已结清", "settled")),
    Word("written_off", Text("已核销", "written off")),
)

#: 贷款五级分类: 商业银行金融资产风险分类办法（2023）.
FIVE_CLASSES = Vocabulary(
    Word("normal", Text("正常", "normal")),
    Word("special_mention", Text("关注", "special mention")),
    Word("substandard", Text("次级", "substandard")),
    Word("doubtful", Text("可疑", "doubtful")),
    Word("loss", Text("损失", "loss")),
)
