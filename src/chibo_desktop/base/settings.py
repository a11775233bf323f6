"""What this machine remembers about how the program looks; never a fact of the trade, never a secret."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.log import log
from chibo_desktop.base.paths import write_whole
from chibo_desktop.base.system import move_into_place

FILE_NAME = "settings.json"
BROKEN_NAME = "settings.broken.json"

Setting = str | int | float | bool | list[int] | list[str]
Kind = TypeVar("Kind", bound=Setting)


class Settings:
    """The settings in one JSON file of `folder`; a broken file is set aside and the defaults hold."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._values = self._read()

    def get(self, name: str, default: Kind) -> Kind:
        """Return the setting, or `default` when it is absent or of another kind."""
        value = self._values.get(name, default)
        return value if type(value) is type(default) else default

    def put(self, name: str, value: Setting) -> None:
        """Remember the setting and write the file.

        What another window wrote meanwhile, and what a newer program wrote, is kept. When the disk
        refuses, the setting holds until the program ends: looks are not worth stopping work for.
        """
        self._values = {**self._values, **self._read(), name: value}
        data = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True).encode()
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, data)
        except (Trouble, OSError):
            log("settings").warning("a setting was not written", exc_info=True)

    def _read(self) -> dict[str, object]:
        try:
            values = json.loads(self._file.read_bytes())
        except OSError:
            return {}
        except (ValueError, RecursionError):
            values = None
        if isinstance(values, dict):
            return values
        with suppress(OSError):
            move_into_place(self._file, self._file.with_name(BROKEN_NAME), flushed=False)
        log("settings").warning("the settings file was broken and was set aside")
        return {}
