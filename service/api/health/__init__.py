"""/health and /metrics: for those who run the service rather than use it.

measured.py  what /metrics tells of the store and of the machine's file
"""
