"""What the embedded engine, `cypher.engine.sqlite`, is made of.

file.py    the file: which one it is, how it is opened and written to
marks.py   whether its bytes are those that were written to it
values.py  parameters as SQLite takes them, and what it gives back
errors.py  what goes wrong with it, in a line that says what to do
"""
