"""Every word is declared once, and every table keyed by a vocabulary covers it."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

import cypher.vocabulary
from cypher import normalisation as normalising
from cypher.vocabulary import (
    CUSTOMER_KINDS,
    EDGE_TYPES,
    EXPOSURE_KINDS,
    GROUP_KINDS,
    HOLDER_ROLES,
    IDENTIFIER_KINDS,
    KIN_RELATIONS,
    LISTED_GROUP_KINDS,
    OFFICES,
    TIES_OF_CUSTOMERS,
    Clue,
    Form,
    Text,
    Vocabulary,
    Weight,
    Word,
)
from service.api.groups import why as group_why
from service.api.marketing import influencers
from service.relations.affiliation.evidence_weights import CLUES
from service.relations.contagion import loss_edges as losses
from service.relations.influence import network as influence
from service.relations.proximity import scorecard as closeness_weights
from service.relations.wealth import households
from service.tagging.declaration import Tag
from service.tags import catalogue, household
from tests.banks import ServedBank
from tests.contract.every_answer import failures
from tests.contract.new_words import ENTRIES, ROOT, bank_of_new_words, extended, sentences
from tests.contract.worlds import small_world

VOCABULARIES: dict[str, Vocabulary[Word]] = {
    name: words for name, words in vars(cypher.vocabulary).items() if isinstance(words, Vocabulary)
}
EVERY_VOCABULARY = pytest.mark.parametrize("name", VOCABULARIES)
#: So many words of one vocabulary in one literal are a list of it.
A_LIST = 3


@dataclass(frozen=True)
class Table:
    """A table of a family that is keyed by words: all of them, but for those it says it leaves."""

    module: ModuleType
    name: str
    words: Iterable[str]
    left_out: Iterable[str] = ()


TABLES = [
    Table(closeness_weights, "FACTORS", EDGE_TYPES, closeness_weights.UNCOUNTED),
    Table(group_why, "_MISSING", LISTED_GROUP_KINDS),
    Table(household, "_WHY", households.TIES),
    Table(influencers, "_TIED", influence.NETWORKS),
    Table(normalising, "_FORMS", get_args(Form)),
]
#: What a family chose of a vocabulary, by which edges losses pass and influence goes.
CHOICES = [(losses, "TYPES", EDGE_TYPES), (influence, "BY_EDGE_TYPE", EDGE_TYPES)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_keyed_by_a_vocabulary_covers_it(table: Table) -> None:
    keys, left_out = set(getattr(table.module, table.name)), set(table.left_out)
    assert keys | left_out == set(table.words)
    assert not keys & left_out


@pytest.mark.parametrize(("module", "name", "words"), CHOICES)
def test_what_a_family_chose_is_in_the_vocabulary(
    module: ModuleType, name: str, words: Vocabulary[Word]
) -> None:
    assert set(getattr(module, name)) <= set(words)


def product() -> Iterator[Path]:
    """The product's files, but the vocabulary and the demo, which chooses what to make up."""
    for room in ("cypher", "loaders", "service"):
        for path in (ROOT / room).rglob("*.py"):
            if not {"vocabulary", "demo"} & set(path.parts):
                yield path


def lists_of_words(source: str) -> Iterator[tuple[str, str]]:
    """The literals that list words of a vocabulary: what they are assigned to, and which it is.

    What a tag rests on is a choice by its meaning, and left out.
    """
    assigned: dict[ast.AST, str] = {}
    chosen: set[ast.AST] = set()
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            assigned[node.value] = ast.unparse(target)
        if isinstance(node, ast.keyword) and node.arg == "rests_on":
            chosen.add(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict | ast.List | ast.Set | ast.Tuple) and node not in chosen:
            said = set(words_in(node))
            for name, words in VOCABULARIES.items():
                if len(said & set(words)) >= A_LIST:
                    yield assigned.get(node, ""), name


def words_in(node: ast.expr) -> Iterator[str]:
    """The texts that a literal holds itself, what is unpacked into it included."""
    if isinstance(node, ast.Dict):
        items = [key for key in node.keys if key]
    else:
        items = node.elts if isinstance(node, ast.List | ast.Set | ast.Tuple) else []
    for item in items:
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            yield item.value
        elif isinstance(item, ast.Starred):
            yield from words_in(item.value)


def test_no_other_file_lists_the_words_of_a_vocabulary() -> None:
    declared = {(table.module.__file__, table.name) for table in TABLES}
    declared |= {(module.__file__, name) for module, name, _ in CHOICES}
    found = {
        (str(path), name, vocabulary)
        for path in product()
        for name, vocabulary in lists_of_words(path.read_text("utf-8"))
        if (str(path), name) not in declared
    }
    assert not found, "read these words from cypher.vocabulary"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('KINDS = ("phone", "email", "ip")', [("KINDS", "IDENTIFIER_KINDS")]),
        ('say({"spouse": 1, "parent": 2, "child": 3})', [("", "KIN_RELATIONS")]),
        ('A: list[str] = [*("OWNS", "PAID"), "OWES"]', [("A", "EDGE_TYPES")]),
        ('X = Literal["person", "company", "government"]', [("", "CUSTOMER_KINDS")]),
        ('KINDS = ("phone", "email")', []),
        ('Tag(rests_on=("OWNS", "PAID", "OWES"))', []),
    ],
)
def test_a_list_of_words_is_found_however_it_is_written(
    source: str, found: list[tuple[str, str]]
) -> None:
    assert list(lists_of_words(source)) == found


@pytest.mark.parametrize("tag", catalogue().values(), ids=lambda tag: tag.tag_id)
def test_what_a_tag_rests_on_is_in_the_vocabulary(tag: Tag) -> None:
    assert set(tag.rests_on) <= set(EDGE_TYPES)
    assert set(tag.rests_on_kinds) <= set(CUSTOMER_KINDS)
    assert {tag.group_kind} <= {"", *GROUP_KINDS}


def texts_of(value: object) -> Iterator[Text]:
    """The texts that an entry says, however deep they stand."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Word | Weight):
        for each in vars(value).values():
            yield from texts_of(each)


@EVERY_VOCABULARY
def test_every_word_is_told_in_both_languages(name: str) -> None:
    for entry in VOCABULARIES[name].values():
        texts = list(texts_of(entry))
        assert texts
        for text in texts:
            assert any("一" <= character <= "鿿" for character in text.zh)
            assert text.en
            assert text.en.isascii()


@EVERY_VOCABULARY
def test_two_words_are_not_called_alike(name: str) -> None:
    titles = [entry.title for entry in VOCABULARIES[name].values()]
    assert len({title.zh for title in titles}) == len({title.en for title in titles}) == len(titles)


def test_a_word_that_is_not_declared_is_called_by_itself() -> None:
    assert IDENTIFIER_KINDS.title("wechat") == Text("“wechat”", "wechat")
    assert IDENTIFIER_KINDS.title("phone") == Text("电话", "phone")


def test_a_word_declared_twice_stops_the_import() -> None:
    word = Word("a", Text("甲", "a"))
    with pytest.raises(ValueError, match="declared twice in one vocabulary: a"):
        Vocabulary(word, word)


def test_what_kin_are_of_each_other_leads_back() -> None:
    for word, kin in KIN_RELATIONS.items():
        back = KIN_RELATIONS[kin.inverse]
        assert back.inverse == word
        assert (back.close, back.in_concert) == (kin.close, kin.in_concert)
        assert back.household == kin.household
        assert back.influence == kin.influence


def test_the_closest_kin_come_first() -> None:
    """Of two who are kin twice over the first is told."""
    order = [(kin.household is not None, kin.close) for kin in KIN_RELATIONS.values()]
    assert order == sorted(order, reverse=True)


def test_every_household_tie_of_kin_is_a_kind_of_tie() -> None:
    ties = {kin.household for kin in KIN_RELATIONS.values()} - {None}
    assert ties < set(households.TIES)


def test_clues_are_told_apart_whether_of_identifiers_offices_or_anything_else() -> None:
    kinds = IDENTIFIER_KINDS.words(lambda kind: kind.clue)
    offices = OFFICES.words(lambda office: office.in_common)
    assert not set(kinds) & set(offices)
    for word, clue in [
        *((kind, IDENTIFIER_KINDS[kind].clue) for kind in kinds),
        *((office, OFFICES[office].in_common) for office in offices),
    ]:
        assert isinstance(clue, Clue)
        assert CLUES[word] is clue
    weights = [clue.weight for clue in CLUES.values()]
    assert weights == sorted(weights, reverse=True)


def test_a_supposed_tie_says_words_of_a_vocabulary_only_where_it_must_say_one() -> None:
    for edge in EDGE_TYPES.values():
        assert set(edge.words) <= set(edge.needs or ())
        assert not set(edge.needs or ()) & set(edge.takes)


def test_every_edge_is_read_by_columns_that_its_view_has() -> None:
    for edge in EDGE_TYPES.values():
        columns = edge.view.columns.__annotations__
        assert {edge.begins, edge.ends, "load_no"} <= set(columns)
        assert set(edge.words) <= set(columns)
    assert set(TIES_OF_CUSTOMERS) < set(EDGE_TYPES)


def statements() -> Iterator[tuple[Path, str]]:
    """Every query text without its comments."""
    for path in (ROOT / "cypher").rglob("*.*"):
        if path.suffix in (".sql", ".cypher"):
            yield path, re.sub(r"(?m)^\s*(--|//).*$", "", path.read_text("utf-8"))


def quoted(pattern: str) -> list[set[str]]:
    """The sets of quoted words that stand in texts where the pattern has `@`."""
    listed = r"('\w+'(?:, '\w+')*)"
    return [
        set(re.findall(r"\w+", words))
        for _, text in statements()
        for words in re.findall(pattern.replace("@", listed), text)
    ]


def test_texts_that_name_roles_of_account_holders_name_all_that_they_mean() -> None:
    owning = set(HOLDER_ROLES.words(lambda role: role.owns))
    assert {frozenset(words) for words in quoted(r"role IN [\[(]@[\])]")} == {frozenset(owning)}
    others = {frozenset(words) for words in quoted(r"role <> @")}
    assert others == {frozenset(set(HOLDER_ROLES) - owning)}


def test_the_texts_of_neighbours_name_every_type_of_edge() -> None:
    texts = {path.name: text for path, text in statements()}
    in_sql = set(re.findall(r"'([A-Z_]+)' IN \(SELECT", texts["edges_of_customers.sql"]))
    assert in_sql == set(EDGE_TYPES)
    in_cypher = set(re.findall(r"[A-Z]+_?[A-Z]+", texts["edges_of_customers.cypher"]))
    assert in_cypher >= set(EDGE_TYPES)


def test_sources_write_kinds_of_exposures_that_are_declared() -> None:
    found = {
        kind
        for path in (ROOT / "loaders" / "sources").rglob("exposures.sql")
        for kind in re.findall(r"'(\w+)' AS kind", path.read_text("utf-8"))
    }
    assert found
    assert found <= set(EXPOSURE_KINDS)


def test_there_is_a_made_up_word_for_every_vocabulary() -> None:
    assert {name for _, name in ENTRIES} == set(VOCABULARIES)


def test_a_group_of_a_kind_that_nothing_is_known_of_is_explained_all_the_same(
    sqlite_bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_bank.load(small_world(tmp_path / "files"))
    monkeypatch.setattr(group_why, "_MISSING", {})
    why = sqlite_bank.get("/groups/G1/why", customer_id="P1")
    assert why["sentence"]["en"] == "It is not among the members of this declared group"
    assert why["missing"] == {}


#: What holdings say of the made-up words: where they are declared, and where they are not.
SAID = [
    ("suspected_affiliate", "微信号相同", "有共同之处（wechat）"),
    ("suspected_affiliate", "董事长同为", "有共同之处（chair）"),
    ("near_blocked", "使用微信号wx_2", "使用“wechat”wx_2"),
    ("near_blocked", "指导P8", "与P8有联系（MENTORS）"),
    ("insider_related", "的伴侣", "的“partner”"),
    ("household", "与P6（夫妻", "与P6（“partner”"),
    ("decision_maker", "任其董事长", "任其“chair”"),
    ("decision_maker", "凭代持安排控制", "凭“nominee”控制"),
    ("control_group_member", "凭代持安排对其", "凭“nominee”对其"),
    ("economic_dependent", "凭C1的许可经营（占70%）", "登记为依存于C1（占70%）"),
    ("supply_chain_member", "凭C1的许可经营", "登记为依存于C1"),
    ("high_potential_neighbour", "单位的董事长P6", "其“chair”P6"),
    ("high_potential_neighbour", "基金客户", "“fund”"),
]


@pytest.mark.slow
def test_a_new_word_is_one_entry_and_one_that_is_not_known_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loaded, derived and served with more words, then served and derived again without them."""
    files, url = bank_of_new_words(tmp_path / "files"), f"sqlite:///{tmp_path / 'guanxi.db'}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.contract.new_words", url, str(files)],
        cwd=extended(tmp_path / "product"),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    there = json.loads(done.stdout.splitlines()[-1])
    assert there["failed"] == []
    for tag_id, declared, _ in SAID:
        assert declared in there["sentences"][tag_id]
    bank = ServedBank(url, monkeypatch)
    try:
        assert failures(bank.client) == []
        here = sentences(bank.client)
        for tag_id, declared, unknown in SAID:
            assert unknown in here[tag_id]
            assert declared not in here[tag_id]
        bank.derive("--as-of", "2025-12-31")
        assert failures(bank.client) == []
    finally:
        bank.close()
