"""AUDIT: what was written down proves itself.

chains.py   each chain of the store, read entry by entry and checked
command.py  `guanxi audit verify` and `guanxi audit export`
"""
