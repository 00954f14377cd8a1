"""`guanxi match FILE`: the customers that a table of names and numbers means, as a table.

columns   which column of a table says what, by its header
reading   a table's rows as texts, from CSV or from a workbook
asking    what a row asks, and the answers to so many rows at once
writing   the table with what was found, as CSV or as a workbook
command   the command itself
"""
