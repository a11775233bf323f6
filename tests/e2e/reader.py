"""What a screen reader sees and does: the program's accessible tree over AT-SPI, everything found by names alone.

Run by the system's Python, which has the bindings: reader.py STORY PROGRAM … starts the program and goes through the
story, one JSON list of steps: ["press", name], ["type", name, words], ["wait", name]; a line of JSON is printed for each.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found,unused-ignore]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

PATIENCE_S = 30.0
PROGRAM = "chibo"
PRESSED = ("push button", "button", "toggle button", "radio button", "check box", "list item")
TYPED = ("text", "entry", "password text", "paragraph")


def children(one: Any) -> Iterator[Any]:
    for place in range(one.get_child_count()):
        child = one.get_child_at_index(place)
        if child is not None:
            yield child


def program() -> Any:
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    return next((one for one in children(desktop) if PROGRAM in (one.get_name() or "").lower()), None)


def everything(root: Any) -> Iterator[Any]:
    """What is showing, in reading order."""
    waiting = [root]
    while waiting:
        one = waiting.pop(0)
        try:
            states = one.get_state_set()
            role = one.get_role_name()
            if (
                one is not root
                and role not in {"frame", "window"}
                and not states.contains(Atspi.StateType.SHOWING)
            ):
                continue
            yield one
            waiting[:0] = list(children(one))
        except GLib.Error:
            continue  # gone while it was looked at


def find(name: str, roles: tuple[str, ...] = ()) -> Any:
    """The first thing of that name, waited for."""
    end = time.monotonic() + PATIENCE_S
    seen: list[str] = []
    while time.monotonic() < end:
        try:
            seen = []
            for one in everything(program()):
                said, role = one.get_name() or "", one.get_role_name()
                seen.append(f"{role} “{said}”")
                if is_called(said, name) and (not roles or role in roles):
                    return one
        except (GLib.Error, AttributeError):
            pass  # the program is not there yet, or what was looked at has just gone
        time.sleep(0.2)
    told = "; ".join(each for each in seen if "“”" not in each)
    raise SystemExit(f"nothing is named “{name}” {roles}: {told}")


def is_called(said: str, name: str) -> bool:
    """A name that ends in … without a space before it is a beginning."""
    if name.endswith("…") and not name.endswith(" …"):
        return said.startswith(name[:-1])
    return said == name


def press(name: str) -> str:
    one = find(name, PRESSED)
    end = time.monotonic() + PATIENCE_S
    while not one.get_state_set().contains(Atspi.StateType.ENABLED):
        if time.monotonic() > end:
            raise SystemExit(f"“{name}” cannot be pressed")
        time.sleep(0.2)
        one = find(name, PRESSED)
    one.do_action(0)
    return str(one.get_name())


def type_into(name: str, words: str) -> str:
    """Gives the field the keyboard, as a reader's user does, and types."""
    one = find(name, TYPED)
    take_window()
    one.grab_focus()
    end = time.monotonic() + PATIENCE_S
    while not one.get_state_set().contains(Atspi.StateType.FOCUSED):
        if time.monotonic() > end:
            raise SystemExit(f"“{name}” does not take the keyboard")
        time.sleep(0.1)
        one.clear_cache()
    subprocess.run(["xdotool", "key", "ctrl+a"], check=True)
    subprocess.run(["xdotool", "type", "--delay", "25", "--", words], check=True)
    subprocess.run(["xdotool", "key", "Tab"], check=True)
    time.sleep(0.3)
    return str(one.get_name())


def take_window() -> None:
    """Gives the program's window the keyboard; a desktop does that when a dialog closes, a bare screen does not."""
    found = ["xdotool", "search", "--onlyvisible", "--name", "Sổ sinh hoạt chi bộ"]
    window = subprocess.run(found, check=True, capture_output=True, text=True).stdout.split()[0]
    subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)


def do(step: list[str]) -> str:
    kind, name, *rest = step
    if kind == "press":
        return press(name)
    if kind == "type":
        return type_into(name, rest[0])
    return str(find(name).get_name())


def fill_screen() -> None:
    """As large as the screen, as a desktop would make it."""
    found = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "chi bộ"]
    window = subprocess.run(found, check=True, capture_output=True, text=True).stdout.split()[0]
    subprocess.run(["xdotool", "windowsize", window, "1366", "768"], check=True)
    subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)


def main() -> int:
    running = subprocess.Popen(sys.argv[2:])
    try:
        fill_screen()
        for step in json.loads(sys.argv[1]):
            print(json.dumps([step, do(step)], ensure_ascii=False), flush=True)
    finally:
        running.terminate()
        running.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
