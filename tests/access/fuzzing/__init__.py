"""Thousands of generated requests as each role, and what is wrong with the answers.

`python -m tests.access.fuzzing --requests 10000` asks the divided world on the embedded store, with
identifying values planted in it, and prints a table; `bank.py` has the world, `questions.py` makes
requests, `answers.py` judges what comes back.
"""
