"""The ids of derived groups."""

import hashlib


def group_id(kind: str, first_id: str) -> str:
    """A group's id: the kind's letters and a hash of the customer that the group is known by.

    That customer must follow from the group itself (its first member, its first head), so that
    neither the order of rows nor another run on the same graph changes the id.
    """
    return f"{kind}-{hashlib.blake2b(first_id.encode(), digest_size=6).hexdigest()}"
