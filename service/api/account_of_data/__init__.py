"""/customers/{id}/account-of-data: all that the bank's graph holds about somebody, for that person.

answered.py  its parts, each made of what another question answers
"""
