"""The files of a data folder before its book is open: whether there is a book, and its key slots; nothing is unlocked here.

Light on purpose: this is all the door needs until a password is typed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import DATABASE, KEYS
from chibo_desktop.seal.key_file import read_key_file, users_of
from chibo_desktop.store.swap import READY, STAGE, finish_swap

if TYPE_CHECKING:
    from chibo_desktop.seal.wrap import KeySlots

__all__ = ["DATABASE", "KEYS", "has_desk", "is_in_order", "read_slots", "read_users"]


def read_slots(folder: Path) -> KeySlots:
    """The key slots of a data folder; Refusal when there is no desk in it."""
    from chibo_desktop.seal.wrap import KeySlots

    _refuse_empty(folder)
    return KeySlots.read(folder / KEYS)


def read_users(folder: Path) -> list[str]:
    """Who opens the book of a data folder with a password; Refusal when there is no desk in it."""
    _refuse_empty(folder)
    return users_of(read_key_file(folder / KEYS)[1])


def has_desk(folder: Path) -> bool:
    """Whether a desk was already set up in this folder."""
    finish_swap(folder)
    return _is_begun(folder)


def is_in_order(folder: Path) -> bool:
    """Whether the files of a folder are there and its keys can be read, or there is nothing at all; reads no book."""
    if (folder / STAGE / READY).exists():
        return False
    try:
        read_key_file(folder / KEYS)
    except (Refusal, Trouble):
        from chibo_desktop.actions.backups import find_backups

        return not _is_begun(folder) and not find_backups(folder)
    return True


def _refuse_empty(folder: Path) -> None:
    if not has_desk(folder):
        raise Refusal("Thư mục này chưa có sổ. Hãy bắt đầu sổ mới, hoặc chọn đúng thư mục dữ liệu.")


def _is_begun(folder: Path) -> bool:
    return (folder / KEYS).exists() or (folder / DATABASE).exists()
