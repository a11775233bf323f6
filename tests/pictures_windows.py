"""Pictures of the Windows setup and of the first start under Wine, for somebody to look at: python tests/pictures_windows.py SETUP.exe BED OUTDIR."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from chibo_installer.installed import Installed
from chibo_installer.wine import Bed
from e2e.screen import Screen, open_screen

WIDTH, HEIGHT = 1366, 768
SLOW = 240.0
"""Seconds in which a page must have come."""
COLOURS, IN_WINDOW = 30, 500
"""More than an empty desktop has, and more than any page of the setup."""


class Shown:
    """The desktop of a Windows on a screen, and its keyboard."""

    def __init__(self, screen: Screen, bed: Bed, out: Path) -> None:
        self.screen, self.bed, self.out = screen, bed, out

    def start(self, program: Path, *words: str) -> subprocess.Popen[bytes]:
        """Opens a program on the desktop and waits until it has drawn itself."""
        desktop = f"/desktop=chibo,{WIDTH}x{HEIGHT}"
        words = ("explorer", desktop, self.bed.path(program), *words)
        running = self.bed.start(*words, DISPLAY=self.screen.display)
        self.settle()
        return running

    def stop(self) -> None:
        """Ends this Windows and waits until its desktop has gone from the screen."""
        self.bed.stop()
        while _holds(self.screen.pixels.read_bytes()):
            time.sleep(0.5)

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Until it is so and nothing on the screen has changed for two seconds."""
        last, ends = b"", time.monotonic() + SLOW
        while (now := self.screen.pixels.read_bytes()) != last or not (until() and _holds(now)):
            if time.monotonic() > ends:
                raise TimeoutError
            last = now
            time.sleep(2)

    def key(self, *names: str) -> None:
        """Presses keys, one after the other."""
        for name in names:
            subprocess.run(["xdotool", "key", name], env=self.screen.environment, check=True)
            time.sleep(0.5)

    def picture(self, name: str) -> None:
        self.screen.picture(self.out / f"windows-{name}.png")


def _holds(pixels: bytes, colours: int = COLOURS) -> bool:
    """Whether something lies on the desktop: an empty one is of few colours."""
    return len(set(memoryview(pixels)[-4 * WIDTH * HEIGHT :].cast("I"))) > colours


def show_setup(shown: Shown, installed: Installed) -> None:
    """The pages of the setup, by keys alone."""
    old = installed.folder.with_name("chibo-desktop.old")
    shown.start(installed.setup)
    shown.picture("setup-welcome")
    shown.key("Return")
    time.sleep(4)
    shown.picture("setup-progress")
    shown.settle(lambda: installed.shortcut.is_file() and not old.exists())
    shown.picture("setup-finish")
    shown.stop()


def show_first_start(shown: Shown, installed: Installed) -> None:
    """The window of somebody who has no book yet."""
    shown.start(installed.window, "--data-dir", shown.bed.path(shown.bed.profile / "chưa có"))
    shown.settle(lambda: _holds(shown.screen.pixels.read_bytes(), IN_WINDOW))
    shown.picture("first-start")
    shown.stop()


def show_removal(shown: Shown, installed: Installed) -> None:
    """The page that asks what becomes of the books."""
    shown.start(installed.folder / "uninstall.exe")
    shown.picture("removal")
    shown.key("Return")
    shown.settle(lambda: not installed.folder.exists())
    shown.picture("removal-finish")
    shown.stop()


def main(setup: str, bed: str, out: str) -> int:
    """Saves six pictures; the bed is as before afterwards."""
    installed, folder = Installed(Bed(Path(bed).absolute()), Path(setup).absolute()), Path(out).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with open_screen(folder) as screen:
        try:
            for show in (show_setup, show_first_start, show_removal):
                show(Shown(screen, installed.bed, folder), installed)
        finally:
            installed.bed.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
