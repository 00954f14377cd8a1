"""AUDIT: what was written down proves itself.

entries.py  who saw what of whom: noted by each process, chained in the machine's file
reads.py    the thread of the service that does both
exports.py  what commands export
chains.py   each chain, of decisions and of reads, read entry by entry and checked
signing.py  the key that signs heads
command.py  `guanxi audit verify`, `export` and `cut`
"""
