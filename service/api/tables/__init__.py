"""Lists and reports as tables: the same answers as CSV and as workbooks, for people with Excel.

table.py       how a table is declared, and a report of several
declared.py    which answers are tables, and their columns in order; declared_dossier.py the
               sections of a dossier
columns.csv    each column: what kind of value it holds and what it is called in Chinese
columns.py     columns.csv as it is read
cells.py       a value of an answer as a cell, in the reader's language
pages.py       all pages of a list, asked one after the other
files.py       rows as a CSV file or a workbook
routes.py      the addresses: .csv and .xlsx behind every list, or Accept
"""
