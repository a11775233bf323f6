"""Workbooks in and out: rosters read from offices' files, our own template, lists as tables; nothing is written to a book here."""
