"""Tests of the erasure of a person."""
