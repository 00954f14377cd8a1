"""Who runs a command: the user of the operating system, as whom it acts and is written down."""

import os
import pwd


def machine_user() -> str:
    """The name of the user whose process this is, or the number of one that has no name.

    The environment (USER, LOGNAME) is not asked: anybody may say there what he likes.
    """
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"uid {number}"
