"""The door of the program: hands the words of the command line to app.py and ends with its exit code."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the program; gives the exit code of docs/CLI.md."""
    if getattr(sys, "frozen", False):
        # a process that opens bundles beside the first is this executable again: it never comes back from here
        from multiprocessing import freeze_support

        freeze_support()
        _have_streams()
    from chibo_desktop.app import run

    return run(sys.argv[1:])


def _have_streams() -> None:
    """A program of Windows without a console has none: what is said there goes nowhere, nothing is heard."""
    import os

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open till the end


if __name__ == "__main__":
    sys.exit(main())
