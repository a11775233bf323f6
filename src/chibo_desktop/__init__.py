"""Chibo Desktop: the version of the program; everything else is in the packages below."""

__version__ = "0.1.0"
