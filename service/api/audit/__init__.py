"""/audit: who saw and decided what about whom, and whether that is as it was written.

told.py  both chains as one list
"""
