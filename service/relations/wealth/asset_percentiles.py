"""Where a client's assets stand among those of its kind and region."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import UNKNOWN, Floats, Ints, Texts
from cypher.view import Finances, Profiles
from service.graph.tables.joins import numbered
from service.graph.tables.segments import pair_key, runs
from service.relations.wealth.settings import WealthSettings
from service.tagging.declaration import Reading

#: What `asset_percentiles` reads.
VIEWS = (Finances, Profiles)


@dataclass(frozen=True)
class AssetPercentiles:
    """How each client stands among its peers, one entry a customer.

    `assets` int64[n] is what it keeps here, UNKNOWN where it is or no client; `percentile`
    float64[n] the share of its peers that keep less, 0 to 1, NaN without assets or peers; `peers`
    int64[n] how many others it is compared with; `region` is where they are, '' where they are
    those of its kind in the whole bank.
    """

    assets: Ints
    percentile: Floats
    peers: Ints
    region: Texts


def asset_percentiles(bank: Reading, settings: WealthSettings) -> AssetPercentiles:
    """Compare the known assets of clients of one kind and region.

    Where the region is unknown, or has fewer than `high_potential_peers` such clients, those of the
    kind in the whole bank are the peers. Two sorts of the clients.
    """
    n, finances, profiles = len(bank), bank[Finances], bank[Profiles]
    assets = np.full(n, UNKNOWN)
    assets[finances.customer_no] = finances.assets
    assets[~bank.is_client] = UNKNOWN
    region = np.full(n, "", object)
    region[profiles.customer_no] = profiles.region
    known = np.flatnonzero(assets != UNKNOWN)

    kind, _ = numbered(bank.kind[known])
    place, places = numbered(region[known])
    rank, size = percent_ranks(pair_key(kind, place, len(places)), assets[known])
    of_kind = percent_ranks(kind, assets[known])
    regional = (size >= settings.high_potential_peers) & (region[known] != "")
    percentile: Floats = np.full(n, np.nan)
    percentile[known] = np.where(regional, rank, of_kind[0])
    peers = np.zeros(n, np.int64)
    peers[known] = np.where(regional, size, of_kind[1]) - 1
    compared = np.full(n, "", object)
    compared[known[regional]] = region[known[regional]]
    return AssetPercentiles(assets, percentile, peers, compared)


def percent_ranks(group: Ints, value: Ints) -> tuple[Floats, Ints]:
    """The share of the others of its group that each value is above, and the group's size.

    The PERCENT_RANK of SQL:2003: (rank - 1) / (size - 1), so that the lowest has 0, a highest that
    is alone 1, and equal values one rank; NaN in a group of one. A sort.
    """
    order = np.lexsort((value, group))
    groups = runs(group[order])
    equals = runs(group[order], value[order])
    size = np.diff(groups)
    first, size = np.repeat(groups[:-1], size), np.repeat(size, size)
    below = np.repeat(equals[:-1], np.diff(equals)) - first
    rank, sizes = np.empty(len(order)), np.empty(len(order), np.int64)
    with np.errstate(invalid="ignore"):
        rank[order] = below / (size - 1)
    sizes[order] = size
    return rank, sizes
