"""RUN: one derivation: read the views, find the holders, publish in one switch; and what if."""
