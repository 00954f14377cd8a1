"""Kinds of customers, of their owners and of groups."""

from dataclasses import dataclass

from cypher.vocabulary.words import Text, Vocabulary, Word


@dataclass(frozen=True)
class CustomerKind(Word):
    """A kind of customer: `many` is what several are called, `clients` those that bank here.

    `label` is what its nodes in Neo4j carry beside :Customer; kinds without one carry no other.
    `also` are other words that a bank's tables have for it, apart by blanks.
    """

    many: Text
    clients: Text
    label: str = ""
    also: str = ""


CUSTOMER_KINDS = Vocabulary(
    CustomerKind(
        "person",
        Text("自然人", "person"),
        many=Text("自然人", "persons"),
        clients=Text("个人客户", "personal clients"),
        label="Person",
        also="个人 个人客户 对私 零售 零售客户",
    ),
    CustomerKind(
        "company",
        Text("企业", "company"),
        many=Text("企业", "companies"),
        clients=Text("企业客户", "companies"),
        label="Company",
        also="公司 法人 企业客户 公司客户 对公 对公客户 企业法人",
    ),
    CustomerKind(
        "government",
        Text("政府机构", "government body"),
        many=Text("政府机构", "government bodies"),
        clients=Text("政府客户", "government clients"),
        also="政府 机关",
    ),
    CustomerKind(
        "other",
        Text("其他机构", "other body"),
        many=Text("其他机构", "other bodies"),
        clients=Text("其他机构客户", "other organisations"),
        also="其他 其它",
    ),
)

#: Every kind but natural persons.
ORGANISATIONS = CUSTOMER_KINDS.words(lambda kind: kind.word != "person")

#: Whose a company is, as its registration says.
OWNERSHIP_TYPES = Vocabulary(
    Word("state", Text("国有", "state-owned")),
    Word("private", Text("民营", "privately owned")),
    Word("foreign", Text("外资", "foreign-owned")),
    Word("collective", Text("集体所有", "collectively owned")),
    Word("mixed", Text("混合所有", "of mixed ownership")),
)

#: What a customer says of being approached for a purpose.
CONSENT_STATUSES = Vocabulary(
    Word("granted", Text("同意", "granted")),
    Word("denied", Text("拒绝", "denied")),
    Word("withdrawn", Text("撤回", "withdrawn")),
)


#: What a group is called by its head, where its kind has no words of its own for that.
AROUND = Text("以{head}为核心的群组", "group around {head}")


@dataclass(frozen=True)
class GroupKind(Word):
    """A kind of group; `listed` kinds are those whose members belong together for the bank.

    The others (communities) are for marketers: their members need not know each other, and lists
    of groups leave them out. A group without a name of its own is `called` by its head.
    """

    called: Text = AROUND
    listed: bool = True


GROUP_KINDS = Vocabulary(
    GroupKind(
        "control",
        Text("控制关系集团", "control group"),
        called=Text("{head}控制的集团", "group controlled by {head}"),
    ),
    GroupKind(
        "guarantee_circle",
        Text("担保圈", "guarantee circle"),
        called=Text("{head}所在的担保圈", "guarantee circle of {head}"),
    ),
    GroupKind(
        "connected",
        Text("一组关联客户", "connected clients"),
        called=Text("以{head}为核心的一组关联客户", "clients connected with {head}"),
    ),
    GroupKind(
        "household",
        Text("家庭", "household"),
        called=Text("{head}的家庭", "household of {head}"),
    ),
    GroupKind(
        "declared",
        Text("行内认定集团", "declared group"),
        called=Text("以{head}为核心的行内认定集团", "declared group of {head}"),
    ),
    GroupKind(
        "community",
        Text("圈层", "community"),
        called=Text("以{head}为核心的圈层", "community around {head}"),
        listed=False,
    ),
)
#: The kinds of groups that GET /groups and all that belongs to it know.
LISTED_GROUP_KINDS = GROUP_KINDS.words(lambda kind: kind.listed)
#: The roles, in small letters, by which banks' own lists name the member that the others follow.
HEAD_ROLES = ("parent", "head", "母公司", "集团母公司", "核心", "核心企业", "核心客户", "牵头方")
