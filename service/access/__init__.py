"""ACCESS: who asks, what he may ask, and what he may see of what is stored.

roles.py    each role: its purposes, and how far it sees
permits.py  who may ask what: one table of operations and roles
viewer.py   who asks: his roles, and whose customers he sees in them
machine_user.py who runs a command
loopback.py which names and addresses are this machine's own
masks.py    how an identifying value is shown to those who may not see all of it
"""
