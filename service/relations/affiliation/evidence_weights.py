"""The clues that make two customers look affiliated, and what each weighs, with the reason."""

from cypher.vocabulary import IDENTIFIER_KINDS, OFFICES, Clue, Text

#: The five methods but the last, which is their combination.
METHODS = ("shared_attributes", "contact", "social", "behaviour")

#: Convention: what alone makes a pair suspect weighs .5 or more.
_OTHERS = {
    "account": Clue(
        0.6,
        Text("共用账户，资金无法区分", "money in one account cannot be told apart"),
        Text("共用账户{accounts}", "may both use account {accounts}"),
    ),
    "key_persons_close_kinship": Clue(
        0.5,
        Text(
            "关键人员为近亲属，可共同控制双方（集团客户授信业务风险管理指引第3条）",
            "close kin may control both together (guidelines on group credit, art. 3)",
        ),
        Text(
            "关键人员之间有近亲属关系（{names}）", "have close kin among their key people ({names})"
        ),
    ),
    "counterparties": Clue(
        0.4,
        Text(
            "收付款对象雷同，可能只是同行同区，按相似度折算",
            "the same partners may only mean the same trade and place; times the similarity",
        ),
        Text(
            "收付款对象相似度{cosine}（共同交易对手{count}个）",
            "deal with much the same parties ({count} in common, {cosine} alike)",
        ),
    ),
    "payments": Clue(
        0.3,
        Text("双向往来也见于普通贸易", "payments both ways are found in ordinary trade too"),
        Text(
            "互有资金往来（转出{out}笔、转入{back}笔）", "pay each other ({out} out, {back} back)"
        ),
    ),
    "name": Clue(
        0.3,
        Text("字号相同可能只是重名", "a name can be the same by chance"),
        Text("名称去掉组织形式后相同", "have the same name but for the legal form"),
    ),
    "kinship": Clue(
        0.3,
        Text(
            "自然人之间的亲属关系本身属于家庭，仅作佐证",
            "kin who are both persons are a family, which only supports other evidence",
        ),
        Text("为亲属", "are kin"),
    ),
    "key_persons_kinship": Clue(
        0.3,
        Text("关系较远的亲属，利益未必一致", "distant kin need not have one interest"),
        Text("关键人员之间有亲属关系（{names}）", "have kin among their key people ({names})"),
    ),
    "referral": Clue(
        0.3,
        Text("推荐说明相识，不说明利益一致", "a referral says that they know each other, no more"),
        Text("有推荐关系", "are tied by a referral"),
    ),
    "key_persons_referral": Clue(
        0.3,
        Text(
            "关键人员之间的推荐说明相识，不说明利益一致",
            "a referral among key people says that they know each other, no more",
        ),
        Text("关键人员之间有推荐关系（{names}）", "have key people tied by a referral ({names})"),
    ),
}

_SHARED = {
    **{kind.word: kind.clue for kind in IDENTIFIER_KINDS.values() if kind.clue},
    **{office.word: office.in_common for office in OFFICES.values() if office.in_common},
}
#: By what is shared or ties, the heaviest first.
CLUES = dict(sorted({**_SHARED, **_OTHERS}.items(), key=lambda clue: -clue[1].weight))


def said(clue: str) -> Text:
    """How a clue is said of two customers; one that a newer version stored by its name."""
    if clue in CLUES:
        return CLUES[clue].said
    return Text(f"有共同之处（{clue}）", f"have something in common ({clue})")
