"""A screen of its own for the real program: Xvfb, its letters and what stands on it; no keys are pressed here."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE = "1366x768x24"
SPARE = (*range(150, 203), *range(208, 256))
"""Key codes of media keys; those between are the modifiers' own."""
KEY = re.compile(r"^\s*key\s+<(\w+)>\s*\{.*?\};\n", re.MULTILINE | re.DOTALL)
ALIAS = re.compile(r"^\s*alias <\w+> = <(\w+)>;\n", re.MULTILINE)
CODE = re.compile(r"^\s*<(\w+)> = (\d+);\n", re.MULTILINE)


@dataclass(frozen=True)
class Screen:
    """The display's name, ":7", and the file in which the server keeps what stands on it (format XWD)."""

    display: str
    pixels: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program needs to appear here, whatever the tests of this process do without a screen."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def picture(self, path: Path) -> Path:
        """Saves the whole screen as a picture."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)
        return path

    def put_on_keys(self, letters: str) -> None:
        """Gives every letter a key, two to a key.

        xdotool can put a letter on a key as it types it, but a busy program reads the keyboard too late and takes
        another letter for it.
        """
        asked = ["xkbcomp", "-xkb", self.display, "-"]
        keymap = subprocess.run(
            asked, env=self.environment, capture_output=True, text=True, check=True
        ).stdout
        given = ["xkbcomp", "-w0", "-", self.display]
        subprocess.run(
            given, env=self.environment, input=with_letters(keymap, letters), text=True, check=True
        )


def with_letters(keymap: str, letters: str) -> str:
    """The keyboard with the letters on keys that have nothing to say here."""
    pairs = [sorted(letters)[place : place + 2] for place in range(0, len(letters), 2)]
    assert len(pairs) <= len(SPARE), f"{len(letters)} letters do not fit on {len(SPARE)} keys"
    spare = {name for name, code in CODE.findall(keymap) if int(code) in SPARE}
    for line in (CODE, ALIAS, KEY):
        keymap = line.sub(lambda found: "" if found[1] in spare else found[0], keymap)
    named = list(zip(SPARE, pairs, strict=False))
    codes = "".join(f"    <V{code}> = {code};\n" for code, _ in named)
    symbols = "".join(_key(code, pair) for code, pair in named)
    for part, more in (("xkb_keycodes", codes), ("xkb_symbols", symbols)):
        head, begun, rest = keymap.partition(part)
        name, end, body = rest.partition("\n")
        keymap = f"{head}{begun}{name}{end}{more}{body}"
    return keymap


def _key(code: int, pair: Sequence[str]) -> str:
    plain, shifted = (f"U{ord(letter):04X}" for letter in (pair[0], pair[-1]))
    return f'    key <V{code}> {{ type= "TWO_LEVEL", symbols[Group1]= [ {plain}, {shifted} ] }};\n'


@contextmanager
def open_screen(folder: Path, *words: str) -> Iterator[Screen]:
    """Starts Xvfb on a free display, with further words to it, and ends it; what it says goes into the folder."""
    mine, its = os.pipe()
    with (folder / "xvfb.log").open("wb") as log:
        drawn = ["-screen", "0", SIZE, "-fbdir", str(folder)]
        command = ["Xvfb", "-displayfd", str(its), *drawn, "-nolisten", "tcp", "-noreset", *words]
        server = subprocess.Popen(command, pass_fds=(its,), stdout=log, stderr=log)
    os.close(its)
    try:
        with os.fdopen(mine) as number:
            yield Screen(f":{number.readline().strip()}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(10)
