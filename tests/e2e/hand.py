"""A hand at the real window: xdotool presses the keys, and every press is counted as the measure of success counts it."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from e2e.screen import SIZE, Screen

PATIENCE_S = 6.0
PAUSE_MS = 6
"""Between two keys. The window's queue loses none of them, however busy it is."""


@dataclass
class Hand:
    """`actions` are keys that count: Tab, Enter, digits, dates, names; `prose` are letters of free text, which do not."""

    screen: Screen
    window: str = ""
    actions: int = 0
    prose: int = 0
    log: list[str] = field(default_factory=list, repr=False)

    def take(self, title: str) -> None:
        """Waits for a window of that title and gives it the keyboard, as a window manager would."""
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", title)
        self.window = found.split()[0]
        self._xdotool("windowsize", self.window, *SIZE.split("x")[:2])
        self._xdotool("windowfocus", "--sync", self.window)

    def title(self) -> str:
        """What stands in the title of the window."""
        return self._xdotool("getwindowname", self.window).strip()

    def press(self, *keys: str) -> None:
        """Keys one after the other, by their X names: Tab, Return, ctrl+Return, F6."""
        self.actions += len(keys)
        self.log.append(" ".join(keys))
        self._xdotool("key", "--delay", str(PAUSE_MS), *keys)

    def type(self, words: str) -> None:
        """Dates, names and numbers: every letter counts."""
        self.actions += len(words)
        self._type(words)

    def name(self, letters: str, *keys: str) -> None:
        """A name into a field that offers names, then the keys that take it; each waits until the list came and went.

        Faster than any hand the list would come after the field was left, and take the caret back.
        """
        self.type(letters)
        self._wait_for_windows(2)
        self.press(*keys)
        self._wait_for_windows(1)

    def _wait_for_windows(self, count: int) -> None:
        end = time.monotonic() + PATIENCE_S
        while (seen := self._windows()) != count:
            if time.monotonic() > end:
                self.screen.picture(Path("/tmp/bht/nw.png"))
            assert time.monotonic() < end, f"{seen} windows and not {count} after {self.log[-3:]}"

    def _windows(self) -> int:
        """How many windows stand on the screen: the program's own, and the list it offers."""
        return len(self._xdotool("search", "--onlyvisible", "--maxdepth", "1", "--class", ".").split())

    def say(self, words: str) -> None:
        """Free text, which is the same work on paper."""
        self.prose += len(words)
        self._type(words)

    def whisper(self, password: str) -> None:
        """The password, whose letters count nowhere."""
        self._xdotool("type", "--delay", str(PAUSE_MS), "--", password)

    def close(self) -> None:
        """Asks the window to close, as the cross in its corner does."""
        self.actions += 1
        self._xdotool("windowquit", self.window)

    def _type(self, words: str) -> None:
        self.log.append(f"“{words}”")
        self._xdotool("type", "--delay", str(PAUSE_MS), "--", words)

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.screen.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout
