"""TAG: one file a tag; this folder is the catalogue.

A tag's file declares `TAG`: its id (the file's name), version, title and meaning, the views it
reads, the function that finds its holders, its grades with the reason for each, and the function
that tells a holding in a sentence. `catalogue()` scans the folder.
"""

import functools
import importlib
import pkgutil

from service.tagging.declaration import Tag


@functools.cache
def catalogue() -> dict[str, Tag]:
    """Every tag by its id, in the order of ids.

    Raises TypeError where a file declares no TAG, or one whose id is not the file's name.
    """
    found = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        tag = getattr(importlib.import_module(f"{__name__}.{module.name}"), "TAG", None)
        if not isinstance(tag, Tag) or tag.tag_id != module.name:
            raise TypeError(
                f"service/tags/{module.name}.py must declare TAG = Tag({module.name!r})"
            )
        found[module.name] = tag
    return found
