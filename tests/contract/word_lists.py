"""Lists of a vocabulary's words in source text, however they are written."""

import ast
from collections.abc import Iterator

import cypher.vocabulary
from cypher.vocabulary import Vocabulary, Word

VOCABULARIES: dict[str, Vocabulary[Word]] = {
    name: words for name, words in vars(cypher.vocabulary).items() if isinstance(words, Vocabulary)
}

#: So many words of one vocabulary in one literal are a list of it.
A_LIST = 3


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
