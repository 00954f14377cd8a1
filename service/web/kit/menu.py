"""The menu: the pages that stand at the head of every page, and what opens each."""

from dataclasses import dataclass

from cypher.vocabulary import Text


@dataclass(frozen=True)
class Entry:
    """A page of the menu: where it is, what it is called, the operation that opens it."""

    path: str
    title: Text
    operation: str


MENU = (
    Entry("/customers", Text("客户", "Customers"), "GET /customers"),
    Entry("/groups", Text("集团", "Groups"), "GET /groups"),
    Entry("/exposures", Text("授信", "Exposures"), "GET /exposures"),
    Entry("/contagion", Text("风险传染", "Contagion"), "POST /contagion"),
    Entry("/influence", Text("影响力", "Influence"), "GET /influencers"),
    Entry("/tags", Text("标签", "Tags"), "GET /tags"),
    Entry("/inbox", Text("待办", "Inbox"), "GET /inbox"),
    Entry("/runs", Text("批次", "Runs"), "GET /runs"),
    Entry("/loads", Text("数据加载", "Loads"), "GET /loads"),
    Entry("/audit", Text("审计", "Audit"), "GET /audit"),
)
