"""Where the backups of a data folder lie, in which order, which are kept and for how long; a backup's inside is not read.

Seven days, eight weeks and twelve months each keep their newest backup. Only what reads as a backup is ever let go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chibo_desktop.base.disks import folder_name
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import PART_NAME, free_space, reason_in_words
from chibo_desktop.base.system import reached
from chibo_desktop.store import backup_file
from chibo_desktop.store.backup_file import SUFFIX, UNFINISHED, Header, Say, read_header, settle, unfinished

SHELF = "backups"
_NUMBER = re.compile(rf"_(\d{{1,9}}){re.escape(SUFFIX)}$", re.ASCII)
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 7, 8, 12


@dataclass(frozen=True)
class Shelved:
    """A file among the backups. `header` is None when it cannot be read: it counts as none and is never let go."""

    path: Path
    header: Header | None
    size: int
    """Bytes."""


@dataclass(frozen=True)
class Good:
    """A file whose header is whole."""

    path: Path
    header: Header


def shelf_of(data_folder: Path) -> Path:
    """Where the backups of a data folder lie; it may not be there yet."""
    return data_folder / SHELF


def list_shelf(shelf: Path) -> list[Shelved]:
    """Every file that is named like a backup, newest first; files that cannot be read come last."""
    found = [_shelved(path) for path in _files(shelf)]
    return sorted(found, key=lambda one: (-(one.header.number if one.header else 0), one.path.name))


def list_good(shelf: Path) -> list[Good]:
    """The backups whose header is whole, newest first."""
    return [Good(one.path, one.header) for one in list_shelf(shelf) if one.header is not None]


def newest(shelf: Path) -> Good | None:
    """The backup made last."""
    return next(iter(list_good(shelf)), None)


def path_for(shelf: Path, header: Header) -> Path:
    """The name of a backup: organisation, moment, number; good on any stick."""
    return shelf / f"{header.org}_{header.made_at:%Y%m%d-%H%M%S}_{header.number}{SUFFIX}"


def kept(headers: Sequence[Header]) -> set[int]:
    """The numbers of those that stay, given newest first; the newest always does."""
    stays = {headers[0].number} if headers else set()
    days = (lambda made: made.date(), KEPT_DAYS)
    weeks = (lambda made: made.isocalendar()[:2], KEPT_WEEKS)
    months = (lambda made: (made.year, made.month), KEPT_MONTHS)
    for span_of, most in (days, weeks, months):
        newest_of: dict[object, int] = {}
        for header in headers:
            newest_of.setdefault(span_of(header.made_at), header.number)
        stays |= set(list(newest_of.values())[:most])
    return stays


def let_go(shelf: Path, device: str | None = None) -> list[Path]:
    """Removes the backups that no rule keeps, of one device code when named; gives those removed.

    Call it only after a newer one was checked. Where several books lay their copies, each code counts for itself.
    """
    good = [one for one in list_good(shelf) if device is None or one.header.device == device]
    stays = kept([one.header for one in good])
    gone = [one.path for one in good if one.header.number not in stays]
    for path in gone:
        backup_file.remove(path)
    sweep(shelf)
    return gone


def sweep(shelf: Path) -> None:
    """Removes unfinished files that a power cut left over."""
    for path in list(shelf.glob(f".*{SUFFIX}{UNFINISHED}")):
        backup_file.remove(path)


def copy_checked(source: Path, folder: Path, say: Say = lambda *_: None) -> Path:
    """Copies a backup to another place, flushed and read back; only then it has its name and may be pulled out.

    A good copy that lies there already is success. Trouble when the place is gone, full or gives back other bytes.
    """
    folder = reached(folder, room=len(source.name) + PART_NAME)
    target = folder / source.name
    if not folder.is_dir():
        raise Trouble(
            f"Không thấy “{folder_name(folder)}”. Hãy cắm USB hoặc ổ ấy rồi làm lại, hoặc chọn nơi khác."
        )
    if _is_whole(target):
        return target
    part = unfinished(target)
    try:
        _copy_flushed(source, part, say)
        backup_file.unpack(part, None, say)
    except Refusal:
        backup_file.remove(part)
        raise Trouble("Bản chép đọc lại không giống. Hãy thử USB hoặc ổ khác.") from None
    except BaseException:
        backup_file.remove(part)
        raise
    settle(target)
    return target


def next_number(shelf: Path) -> int:
    """The number of the next backup; files that cannot be read any more still hold theirs by their names."""
    numbers = [one.header.number for one in list_good(shelf)]
    numbers += [int(found[1]) for path in _files(shelf) if (found := _NUMBER.search(path.name))]
    return max(numbers, default=0) + 1


def make_shelf(shelf: Path) -> None:
    """Makes the folder. Trouble when the disk refuses."""
    try:
        shelf.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"Chưa sao lưu được: {reason_in_words(error)}") from error


def room_for(shelf: Path, size: int) -> None:
    """Trouble when fewer bytes than `size` are free there."""
    if free_space(shelf) < size:
        raise Trouble("Chưa sao lưu được vì ổ đĩa gần đầy; các bản trước vẫn còn. Hãy xóa bớt tệp khác.")


def _copy_flushed(source: Path, part: Path, say: Say) -> None:
    try:
        backup_file.copy_flushed(source, part, say)
    except OSError as error:
        raise Trouble(f"Chưa chép được bản sao lưu: {reason_in_words(error, part.parent)}") from error


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    with suppress(Refusal, Trouble):
        backup_file.unpack(path, None)
        return True
    return False


def _files(shelf: Path) -> Iterable[Path]:
    try:
        return [path for path in sorted(shelf.glob(f"*{SUFFIX}")) if path.is_file() and path.name[0] != "."]
    except OSError:
        return []


def _shelved(path: Path) -> Shelved:
    size, header = 0, None
    with suppress(Refusal, Trouble, OSError):
        size = path.stat().st_size
        said, start = read_header(path)
        # a copy cut short has a whole header, too
        header = said if start + said.keys + said.database == size else None
    return Shelved(path, header, size)
