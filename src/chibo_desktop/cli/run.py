"""Runs one call of the command line and turns what happened into an exit code and one sentence on stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.system import reached
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import NOUNS, noun_parser, top_parser
from chibo_desktop.cli.vietnamese import speak_vietnamese

DONE, REFUSED, WRONG_WORDS, TROUBLE, PARTLY = 0, 1, 2, 3, 4
"""The exit codes of docs/CLI.md."""


def read_top(argv: Sequence[str]) -> argparse.Namespace:
    """What stands before the noun, the noun (None for the window) and the rest; `files`: those the window is to open.

    Help and wrong words end with SystemExit, as argparse does.
    """
    speak_vietnamese()
    parser = top_parser()
    top = parser.parse_args(argv, argparse.Namespace(files=[]))
    if isinstance(top.noun, Path):
        wrong = [word for word in top.rest if word.startswith("-")]
        if wrong:
            parser.error(f"không hiểu từ: {' '.join(wrong)}")
        top.files = [reached(file.absolute()) for file in (top.noun, *map(Path, top.rest))]
        top.noun = None
    return top


def run_words(top: argparse.Namespace) -> int:
    """Does what the words say; gives the exit code. SystemExit for help and wrong words."""
    noun = next(noun for noun in NOUNS if noun.name == top.noun)
    parser = noun_parser(noun)
    import_module(noun.module).declare(parser)
    given = parser.parse_args(top.rest, argparse.Namespace(**_common(top)))
    call = Call(
        _data_dir(top),
        getattr(given, "user", None),
        getattr(given, "json", False),
        getattr(given, "typed_for", None),
    )
    return _do(call, given)


def _common(top: argparse.Namespace) -> dict[str, object]:
    return {name: value for name, value in vars(top).items() if name in ("json", "user", "typed_for")}


def _data_dir(top: argparse.Namespace) -> Path:
    from chibo_desktop.base.paths import BELOW_DATA, default_data_dir

    return reached((top.data_dir or default_data_dir()).absolute(), room=BELOW_DATA)


def _do(call: Call, given: argparse.Namespace) -> int:
    try:
        code: int = given.handler(call, given)
        sys.stdout.flush()
    except (Refusal, Trouble) as said:
        call.warn(said.sentence)
        return said.exit_code
    except BrokenPipeError:
        # the reader has seen enough; without this Python would complain once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        call.warn("Đã dừng theo yêu cầu; việc đang làm dở chưa được ghi.")
        return TROUBLE
    except Exception as error:  # noqa: BLE001 - the last door: a person is told, the log keeps the place
        from chibo_desktop.cli.fault import say_fault

        call.warn(say_fault(call.folder, error))
        return TROUBLE
    return code
