"""WARMING: the kernels are compiled before somebody waits for them.

warm.py         one command at a time, in a process for each core
rehearsal.py    what such a process does: a small bank is derived and asked, as users do
questions.py    what it is asked
locks.py        what processes do one after the other
"""
