"""A hand at the real window: xdotool presses the keys, and every press is counted as the measure of success counts it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from e2e.closing import ask_to_close
from e2e.screen import SIZE, Screen

PATIENCE_S = 30.0
PAUSE_MS = 4
"""Between two letters of prose. The window's queue loses none of them, however busy it is."""
REST_S = 0.02
"""A program that did nothing for so long has answered the key."""
BUTTON_S = 0.12
"""Qt shows a button whose shortcut was pressed as pressed for a tenth of a second, and only then acts."""


@dataclass
class Hand:
    """`actions` are keys that count: Tab, Enter, digits, dates, names; `prose` are letters of free text, which do not.

    After every key it waits until the program rests, as slow as a person in that one thing: a key that comes while
    a list of names is opening would go to the list, and with it the keyboard.
    """

    screen: Screen
    process: int
    window: str = ""
    actions: int = 0
    prose: int = 0
    log: list[str] = field(default_factory=list, repr=False)

    def take(self, title: str) -> None:
        """Waits for a window of that title, fills the screen with it and gives it the keyboard, as a desktop would."""
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", title)
        self.window = found.split()[0]
        self._xdotool("windowsize", self.window, *SIZE.split("x")[:2])
        self._xdotool("windowfocus", "--sync", self.window)
        self._rest()

    def size(self) -> str:
        """How large the window is, "1366x768"."""
        return self._xdotool("getwindowgeometry", self.window).split()[-1]

    def press(self, *keys: str) -> None:
        """Keys one after the other, by their X names: Tab, Return, ctrl+Return, F6."""
        self.actions += len(keys)
        for key in keys:
            is_shortcut = key.startswith(("alt+", "F"))
            self._do(key, "key", key, rest_s=BUTTON_S if is_shortcut else REST_S)

    def type(self, words: str) -> None:
        """Dates, names and numbers: every letter counts."""
        self.actions += len(words)
        self._letter_by_letter(words)

    def say(self, words: str) -> None:
        """Free text, which is the same work on paper."""
        self.prose += len(words)
        self._do(f"“{words}”", "type", "--delay", str(PAUSE_MS), "--", words)

    def answer(self, words: str) -> None:
        """Free text into a field that offers what was written there before."""
        self.prose += len(words)
        self._letter_by_letter(words)

    def whisper(self, password: str) -> None:
        """The password, whose letters count nowhere."""
        self._do("the password", "type", "--delay", str(PAUSE_MS), "--", password)

    def close(self) -> None:
        """Asks the window to close, as the cross in its corner does."""
        self.actions += 1
        ask_to_close(self.screen.display, int(self.window))

    def _letter_by_letter(self, words: str) -> None:
        for letter in words:
            self._do(letter, "type", "--", letter)

    def _do(self, said: str, *words: str, rest_s: float = REST_S) -> None:
        self.log.append(said)
        self._xdotool(*words)
        self._rest(rest_s)

    def _rest(self, rest_s: float = REST_S) -> None:
        """Looks at the program's first thread until it neither ran nor waited to run for a moment."""
        end = time.monotonic() + PATIENCE_S
        before: Sequence[str] = ()
        while (now := self._worked()) != before:
            assert time.monotonic() < end, f"the program does not come to rest after {self.log[-5:]}"
            before = now
            time.sleep(rest_s)

    def _worked(self) -> Sequence[str]:
        try:
            return Path(f"/proc/{self.process}/schedstat").read_text(encoding="ascii").split()
        except FileNotFoundError:
            return ()

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.screen.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
        return done.stdout
