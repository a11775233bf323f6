"""Puts the parts together: with no words the window, with words the command line; neither loads the other."""

from __future__ import annotations

from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    """Runs the program for these words; gives the exit code of docs/CLI.md."""
    from chibo_desktop.cli.run import read_top, run_words

    try:
        top = read_top(argv)
        return run_words(top)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
