"""The door of the program: hands the words of the command line to app.py and ends with its exit code."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the program; gives the exit code of docs/CLI.md."""
    if getattr(sys, "frozen", False):
        # a process that opens bundles beside the first is this executable again: it never comes back from here
        from multiprocessing import freeze_support

        freeze_support()
    from chibo_desktop.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
