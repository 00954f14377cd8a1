"""Who follows whom: the influence network, its communities and cascades."""
