"""LOAD: a source's rows become canonical records, checked, in batches.

A source is a folder of SELECTs (`loaders/sources/`); what a row must look like is declared once a
record (`loaders.records.canonical`); `loaders.load` says what happens in which order.
"""
