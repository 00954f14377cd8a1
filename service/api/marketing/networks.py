"""The influence network that a request names."""

from cypher.errors import BadValue
from service.relations.influence.network import BY_EDGE_TYPE, NETWORKS


def network_named(text: str) -> str:
    """The network that somebody means: by its own name, or by the edge type that it stands on.

    Raises BadValue that lists the networks.
    """
    name = BY_EDGE_TYPE.get(text, text)
    if name not in NETWORKS:
        raise BadValue(
            f"没有网络{text!r}：现有{'、'.join(NETWORKS)}",
            f"there is no network {text!r}: there are {', '.join(NETWORKS)}",
        )
    return name
