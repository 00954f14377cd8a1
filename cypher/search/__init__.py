"""How customers are found by what people type: the same on both engines.

    keys.py        texts made comparable: width, case, script, spaces, dots, what cannot be seen
    syllables.py   what a row of Latin letters may be in pinyin
    spellings.py   how a Chinese name may be read
    terms.py       a customer -> its search text, a row of terms with a space between any two
    asked.py       what was typed -> needles, in tiers from exact to contained

A **term** is a piece of a name, an id, a number or a spelling behind a sign that says which. A
**needle** is terms that follow each other, and it is found where it stands, between spaces, in a
customer's search text. SQLite's index (FTS5) and Neo4j's (full text) are made of the terms and look
for phrases of them; both would find the same by looking through the texts themselves.
"""
