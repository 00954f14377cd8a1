"""What makes two customers look affiliated, and how much each clue weighs, with the reason."""

from dataclasses import dataclass

from service.tagging.declaration import Text


@dataclass(frozen=True)
class Clue:
    """One clue: its weight (the confidence that it gives alone), why, and how it is said.

    `said` completes "they ..." in English; {names} and the other fields are filled in by the tag.
    """

    weight: float
    reason: Text
    said: Text


#: The five methods but the last, which is their combination.
METHODS = ("shared_attributes", "contact", "social", "behaviour")

#: Convention: what alone makes a pair suspect weighs .5 or more.
CLUES = {
    "id_number": Clue(
        0.9,
        Text(
            "证件号码一人一号，相同即几乎可认定为同一主体",
            "a number is given to one holder: two with the same are nearly certainly one",
        ),
        Text("登记了相同的证件号码", "are registered under the same id number"),
    ),
    "legal_representative": Clue(
        0.6,
        Text(
            "同一人对外代表两家企业，能够同时约束双方",
            "one person binds both companies by signing for them",
        ),
        Text("法定代表人同为{names}", "have the same legal representative ({names})"),
    ),
    "account": Clue(
        0.6,
        Text("共用账户，资金无法区分", "money in one account cannot be told apart"),
        Text("共用账户{accounts}", "may both use account {accounts}"),
    ),
    "phone": Clue(
        0.5,
        Text("电话通常由一人或一家使用", "a phone is usually one person's or one firm's"),
        Text("留有相同的电话", "give the same phone number"),
    ),
    "email": Clue(
        0.5,
        Text("邮箱通常由一人或一家使用", "a mail box is usually one person's or one firm's"),
        Text("留有相同的邮箱", "give the same email address"),
    ),
    "device": Clue(
        0.5,
        Text("使用同一设备办理业务，操作人多半相同", "one device is mostly in one person's hands"),
        Text("使用同一台设备", "bank from the same device"),
    ),
    "executive": Clue(
        0.5,
        Text(
            "同一人参与两家企业的经营决策（集团客户授信业务风险管理指引第3条）",
            "one person takes part in running both (guidelines on group credit, art. 3)",
        ),
        Text("高管中均有{names}", "have an executive in common ({names})"),
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
    "address": Clue(
        0.4,
        Text(
            "同一地址可能只是同楼、同园区或集中注册地",
            "an address may be no more than a shared building or registered office",
        ),
        Text("登记了相同的地址", "give the same address"),
    ),
    "counterparties": Clue(
        0.4,
        Text(
            "收付款对象雷同，可能只是同行同区，按相似度折算",
            "the same partners may only mean the same trade and place; times the similarity",
        ),
        Text(
            "收付款对象相似度{cosine}（共同对手{count}个）",
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
        Text("有亲属关系", "are kin"),
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
    "ip": Clue(
        0.1,
        Text(
            "网络地址常由多人共用（公共网络、运营商）",
            "many people share one network address (public networks, carriers)",
        ),
        Text("使用相同的IP地址", "bank from the same network address"),
    ),
}
