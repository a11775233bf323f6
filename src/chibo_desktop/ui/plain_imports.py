"""Takes PySide's hook out of the import statement; nothing else of PySide is touched.

Importing PySide6 replaces `builtins.__import__`, so that a module may write `from __feature__ import snake_case`. From
then on the source of every module imported is read, searched for "PySide6" and kept in `linecache`: 50 ms before the
password is asked, and 6 MB on "Hôm nay". Nobody here wants the feature, so the statement gets back what it called before.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - the hook has to be there before it can be taken out

_KEPT = "__orig_import__"
"""Under which name PySide keeps in `builtins` what the statement called before; a PySide without the hook has none."""


def use_plain_imports() -> None:
    """Every later import reads no source. Harmless when done twice, and where there is no hook."""
    vars(builtins)["__import__"] = getattr(builtins, _KEPT, builtins.__import__)
