"""SERVING: how the application meets sockets: gunicorn's workers, each of which reads for itself.

gunicorn_conf.py   what gunicorn reads: processes, signals, the worker's class
worker.py          a worker that gives a thread only to a request that has come whole
refusals.py        what a request that cannot be read is told, as a problem document
"""
