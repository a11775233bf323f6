"""Stands in the program folder for Python's own sqlite3, which one library names and nobody opens a book with: one SQLite is enough."""

from sqlcipher3.dbapi2 import Connection

__all__ = ["Connection"]
