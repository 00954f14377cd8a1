"""The version of Guanxi: the package, the command and the API all say this one."""

VERSION = "0.1.0"
