"""ACCESS: what a viewer may see of what is stored.

masks.py    how an identifying value is shown to those who may not see all of it
"""
