"""Every question of the API on a derived bank, and one digest a question: what must not change.

`python -m tests.answers --help` tells how to ask; CONTRIBUTING tells when the digests are renewed.
"""
