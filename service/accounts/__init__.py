"""ACCOUNTS: users who sign in here, the keys of their programs, and their sessions.

passwords.py  which passwords are taken, and how they are kept and compared
users.py      users: added, changed, ended, listed; the viewer that a user is
keys.py       keys of programs: made, ended, listed; whose a key is
acts.py       what is done to both is decided
sign_in.py    who signs in with a name and a password; names that are locked for a while
sessions.py   sessions of people: begun, used, ended
provider.py   an identity provider: its endpoints and its keys
tokens.py     what must be true of a token of its, and the viewer that it names
code_flow.py  signing in there: authorization code with PKCE
serving.py    whether the service may listen, and what is said of who may ask
command.py    `guanxi user` and `guanxi key`

Users and keys lie in the store, hashed, and are written without the writer's lease. Sessions,
failed sign-ins and the last use of keys lie in the machine's own file (`cypher.machine`).
"""
