"""Cuttings: who said what, exactly, and where."""

__version__ = "0.1.0"
