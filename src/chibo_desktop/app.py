"""Puts the parts together: with no words, or files, the window; with words the command line; neither loads the other."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def run(argv: Sequence[str]) -> int:
    """Runs the program for these words; gives the exit code of docs/CLI.md. The window stays until it is closed."""
    _speak_utf8()
    match argv:
        case []:
            return _open_window(None, ())
        case ["--data-dir", folder] if not folder.startswith("-"):
            return _open_window(Path(folder), ())
    from chibo_desktop.cli.run import read_top, run_words

    try:
        top = read_top(argv)
        return run_words(top) if top.noun else _open_window(top.data_dir, top.files)
    except SystemExit as ended:  # help and wrong words
        return ended.code if isinstance(ended.code, int) else 0


def _speak_utf8() -> None:
    """Names have marks whatever code page the console is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _open_window(data_dir: Path | None, files: Sequence[Path]) -> int:
    if not _has_screen():
        sys.stderr.write(
            "Không có màn hình nên không mở được cửa sổ. Chạy trong phiên làm việc có màn hình, "
            "hoặc gõ thêm một từ; xem: chibo-desktop --help.\n"
        )
        return 3
    try:
        from chibo_desktop.ui.plain_imports import use_plain_imports

        use_plain_imports()
        from chibo_desktop.ui.start import run_window
    except ImportError as error:
        if not (error.name or "").startswith("PySide6"):
            raise
        # the name of the library is all that helps: libEGL.so.1, libxkbcommon-x11.so.0
        said = str(error).split(":", maxsplit=1)[0]
        sys.stderr.write(f"Không mở được cửa sổ vì máy thiếu thư viện {said}. Cài theo README rồi mở lại.\n")
        return 3
    return run_window(data_dir, files)


def _has_screen() -> bool:
    """False where Qt would end the process itself, in English: Linux without X11, Wayland or a chosen platform."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)
