"""Every word is declared once, and every table keyed by a vocabulary covers it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from cypher import normalisation
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
from service.access import identifying
from service.api.groups import why
from service.api.marketing import influencers
from service.relations.affiliation.evidence_weights import CLUES
from service.relations.contagion import loss_edges
from service.relations.influence import network
from service.relations.proximity import scorecard
from service.relations.wealth import households
from service.tagging.declaration import Tag
from service.tags import catalogue, household
from tests.banks import ServedBank
from tests.contract.new_words import ROOT
from tests.contract.word_lists import VOCABULARIES, lists_of_words
from tests.contract.worlds import SMALL_WORLD

EVERY_VOCABULARY = pytest.mark.parametrize("name", VOCABULARIES)


@dataclass(frozen=True)
class Table:
    """A table of a family that is keyed by words: all of them, but for those it says it leaves."""

    module: ModuleType
    name: str
    words: Iterable[str]
    left_out: Iterable[str] = ()


TABLES = [
    Table(scorecard, "FACTORS", EDGE_TYPES, scorecard.UNCOUNTED),
    Table(why, "_MISSING", LISTED_GROUP_KINDS),
    Table(household, "_WHY", households.TIES),
    Table(influencers, "_TIED", network.NETWORKS),
    Table(normalisation, "_FORMS", get_args(Form)),
]
#: What a family chose of a vocabulary, by which edges losses pass and influence goes.
CHOICES: list[tuple[ModuleType, str, Vocabulary[Any]]] = [
    (loss_edges, "TYPES", EDGE_TYPES),
    (network, "BY_EDGE_TYPE", EDGE_TYPES),
    (identifying, "MASKS", IDENTIFIER_KINDS),
]


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
    assert in_sql == set(EDGE_TYPES) - {"PAID"}
    in_cypher = set(re.findall(r"[A-Z]+_?[A-Z]+", texts["edges_of_customers.cypher"]))
    assert in_cypher >= in_sql
    # Payments are between accounts, and have texts of their own.
    assert {"'PAID' AS type" in texts[f"paid_between.{each}"] for each in ("sql", "cypher")} == {
        True
    }


def test_sources_write_kinds_of_exposures_that_are_declared() -> None:
    found = {
        kind
        for path in (ROOT / "loaders" / "sources").rglob("exposures.sql")
        for kind in re.findall(r"'(\w+)' AS kind", path.read_text("utf-8"))
    }
    assert found
    assert found <= set(EXPOSURE_KINDS)


def test_a_group_of_a_kind_that_nothing_is_known_of_is_explained_all_the_same(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_bank.keep(**SMALL_WORLD)
    monkeypatch.setattr(why, "_MISSING", {})
    told = sqlite_bank.get("/groups/G1/why", customer_id="P1")
    assert told["sentence"]["en"] == "Not among the members of this declared group"
    assert told["missing"] == {}
