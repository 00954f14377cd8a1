"""DECIDE: what people decide, as functions over decisions; no store, no web.

states.py   the states of a decision, and which act leads from which to which
kinds.py    who may propose, sign and see what is decided of groups and identities
leads.py    the states of a lead, and what may be decided of it
chain.py    the first entry of a chain that is not what was written
"""
