"""The one command that a person installs: it knows both loaders and service, and nothing knows it.

`guanxi load` is `python -m loaders`; every other command is one of `python -m service`, or stands
here because it needs both.
"""
