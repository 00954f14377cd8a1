"""ERASE: a person is taken out of the store by two people, and a certificate says what was done.

standing.py   what forbids it: exposures, guarantees, accounts, and the time that records are kept
cases.py      kept cases without the person
erasing.py    all that is looked up for it, and the one transaction that does it
"""
