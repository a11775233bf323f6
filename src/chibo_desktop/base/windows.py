"""The calls only Windows has, each with its reason and source; whether this is Windows is asked in `system.py`.

`kernel32`, `user32`, `msvcrt` and `winreg` are named here and nowhere else, always by text: the type checker reads
this file as Linux, where they do not exist. Sources: learn.microsoft.com, the page of each function named.
"""

from __future__ import annotations

import errno
import importlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PureWindowsPath
from typing import Any

VERBATIM, VERBATIM_SHARE = "\\\\?\\", "\\\\?\\UNC\\"
LONGEST_PLAIN = 247
"""Characters. A file's path may have 259, a folder's 247 (MAX_PATH less an 8.3 name), so one limit serves both
("Maximum Path Length Limitation"). The manifest's longPathAware helps only where an administrator also set
LongPathsEnabled, which is off as Windows is delivered; the prefix helps everywhere."""

REPLACE_EXISTING, WRITE_THROUGH = 0x1, 0x8
"""Of MoveFileExW. Write-through: "does not return until the file is actually moved on the disk"."""
SHARING_VIOLATION, LOCK_VIOLATION, ACCESS_DENIED = 32, 33, 5
BUSY = (ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION)
"""What a file says that another program holds open: access denied when it is the one to be replaced."""
HELD = (errno.EACCES, errno.EDEADLK, 0, None)
"""What `msvcrt.locking` says of a lock that another holds; the C library of Wine says no reason."""
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
"""Seconds between the tries, about 1.6 in all: a virus scanner or the indexer lets go within that, Excel never does."""

UNKNOWN, NO_ROOT, REMOVABLE, FIXED, REMOTE, CDROM, RAM_DISK = range(7)
"""Answers of GetDriveTypeW. Fixed is also a USB hard disk, and many a stick: "for example, a hard disk drive or flash
drive"; `is_on_cable` tells them apart."""
FIREWIRE, USB = 4, 7
"""Of STORAGE_BUS_TYPE. Not SD (12) and MMC (13): cheap laptops have such a disk soldered in; a card is removable."""
SAYS_NOTHING = (0, 1)
"""Unknown and SCSI, as boxes do that hide their cable: only these are asked whether they may be pulled out. Windows
says so of inner SATA and M.2 disks, too, where the board marks their sockets, and those must never be refused."""
SHARE_READ_WRITE, OPEN_EXISTING, INVALID_HANDLE = 0x3, 3, -1
"""Of CreateFileW."""
STORAGE_QUERY_PROPERTY = 0x002D1400
"""For DeviceIoControl: with twelve zeros it asks for the STORAGE_DEVICE_DESCRIPTOR, whose BusType is at byte 28."""
GET_HOTPLUG_INFO = 0x002D0C14
"""Its STORAGE_HOTPLUG_INFO says at byte 6 whether Windows expects the disk to be pulled out without a word."""
PROVIDER_INFO, PROVIDER_NAME, PROVIDER_SIZE = 2, slice(4, 4 + 512), 4 + 512 + 512
"""Of CfGetSyncRootInfoByPath: a CF_SYNC_ROOT_PROVIDER_INFO has a status, a name and a version, 256 characters each."""
MOST_OF_PATH = 32768
"""Characters of the longest path, with its end."""
READ_ONLY_VOLUME = 0x00080000
"""Flag of GetVolumeInformationW."""
FAIL_CRITICAL_ERRORS = 0x0001
"""Of SetThreadErrorMode: an empty card reader answers with an error, not with a box that stops the program."""

_ERRNOS = {
    2: errno.ENOENT,
    3: errno.ENOENT,
    **dict.fromkeys((21, 23, 31, 55, 59, 64, 121, 433, 483, 1005, 1006, 1110, 1112, 1117), errno.EIO),
    # a share that does not answer is no missing folder: one of ours that is missing may be left out (`store/swap.py`)
    **dict.fromkeys((53, 67, 1167, 1231, 1392), errno.EIO),
    17: errno.EXDEV,
    19: errno.EROFS,
    **dict.fromkeys((5, 65, 1326), errno.EACCES),
    **dict.fromkeys((32, 33, 303, 1224), errno.EBUSY),
    **dict.fromkeys((39, 112), errno.ENOSPC),
    1295: errno.EDQUOT,
    **dict.fromkeys((80, 183), errno.EEXIST),
    **dict.fromkeys((111, 206), errno.ENAMETOOLONG),
    **dict.fromkeys((123, 161), errno.EINVAL),
    223: errno.EFBIG,
    267: errno.ENOTDIR,
}
"""System error codes ("System Error Codes", 0 to 1299) that Python leaves as EINVAL or lumps together as EACCES."""


def errno_of(code: int) -> int:
    """The `errno` that says the same as a Windows error code; the code itself, negative, where none does."""
    return _ERRNOS.get(code, -code)


def move(source: Path, target: Path, *, flushed: bool = True) -> None:
    """Gives a closed file the name `target`, `flushed` on the disk when this returns; what had that name is replaced.

    Tries again for about 1.6 s while another program has one of the two open. OSError with both files as they were.

    MoveFileExW and not ReplaceFileW: when that fails with 1176 and no backup name was given, "the replaced file no
    longer exists"; it also needs a file to replace. Not `os.replace`: it moves without write-through, and a folder
    cannot be flushed here as on Linux, so after a power cut the name could be missing.
    """
    for pause in (*PAUSES, None):
        code = _moved(source, target, WRITE_THROUGH if flushed else 0)
        if code == 0:
            if flushed:
                flush(target)
            return
        if code not in BUSY or pause is None or target.is_dir():
            break
        time.sleep(pause)
    number = _why_not_moved(target, code)
    raise OSError(number, os.strerror(number), str(target))


def flush(file: Path) -> None:
    """Once more everything of a file that is in its place, as far as the disk does that; never an error.

    FlushFileBuffers of a file on FAT writes its line in the folder too; flushing a whole volume needs an administrator.
    """
    # for writing: FlushFileBuffers wants that right
    with suppress(OSError), file.open("r+b") as handle:
        os.fsync(handle.fileno())


def verbatim(path: str) -> str:
    r"""A whole path as `\\?\C:\…` or `\\?\UNC\server\share\…`, in which it may have 32,767 characters."""
    if path.startswith(VERBATIM):
        return path
    plain = path.replace("/", "\\")  # behind the prefix Windows changes nothing any more
    return f"{VERBATIM_SHARE}{plain[2:]}" if plain.startswith("\\\\") else f"{VERBATIM}{plain}"


def plain(path: str) -> str:
    """The same without the prefix, for people and for calls that want the root of a drive."""
    is_share = path.startswith(VERBATIM_SHARE)
    return f"\\\\{path[len(VERBATIM_SHARE) :]}" if is_share else path.removeprefix(VERBATIM)


def drive_type(folder: str) -> int:
    r"""What a whole path lies on; `\\server\share` and a letter mapped to it are remote."""
    root = _root(folder)
    return REMOTE if _is_share(root) else int(_library("kernel32").GetDriveTypeW(root))


def is_on_cable(folder: str) -> bool:
    """Whether a whole path lies on a disk that hangs on a USB or FireWire cable; False where the disk does not say.

    Never the disk Windows itself runs from, which is not asked. Opened for no access, the volume wants no administrator
    ("Physical Disks and Volumes"); handles have 32 bits that matter ("Interprocess Communication Between 32-bit and …").
    """
    import ctypes

    kernel, root = _library("kernel32"), _root(folder)
    if root == _root(os.environ.get("SYSTEMROOT", "C:\\")):
        return False
    name = ctypes.create_unicode_buffer(64)
    if not kernel.GetVolumeNameForVolumeMountPointW(root, name, 64):
        return False
    handle = kernel.CreateFileW(name.value.rstrip("\\"), 0, SHARE_READ_WRITE, None, OPEN_EXISTING, 0, None)
    if handle == INVALID_HANDLE:
        return False
    held = ctypes.c_void_p(handle)
    bus = int.from_bytes(_told(kernel, held, STORAGE_QUERY_PROPERTY, bytes(12))[28:32], "little")
    is_loose = bus in SAYS_NOTHING and _told(kernel, held, GET_HOTPLUG_INFO, b"")[6] != 0
    kernel.CloseHandle(held)
    return is_loose or bus in (FIREWIRE, USB)


def cloud_provider(folder: str) -> str:
    """What the program is called that keeps an existing whole path the same as on its servers; "" when none does.

    All that registered it with Windows; the call fails for what "is not underneath a cloud files sync root".
    """
    import ctypes

    said = ctypes.create_string_buffer(PROVIDER_SIZE)
    with suppress(OSError, AttributeError):  # of Windows 10 1709 and later, not of Wine
        asked = _library("cldapi").CfGetSyncRootInfoByPath
        if asked(_named(Path(folder)), PROVIDER_INFO, said, PROVIDER_SIZE, None) == 0:
            name = said.raw[PROVIDER_NAME].decode("utf-16-le", errors="replace").partition("\0")[0]
            return name or "đồng bộ"
    return ""


def volume_mark(folder: str) -> str:
    """The serial number of the volume a path lies on, as `dir` shows it: 1A2B-3C4D. "" when it does not answer.

    Drawn when it was formatted; the letter a stick gets is another one at each machine, and at each socket.
    """
    serial, _ = _volume(_root(folder))
    return f"{serial >> 16:04X}-{serial & 0xFFFF:04X}" if serial else ""


def spot(folder: str) -> str:
    """A whole path by its volume's mark and its way there, "1A2B-3C4D/sao-luu"; "" when it does not answer.

    "" for a share: it has no wandering letter, and asking one whose server is off takes up to a minute.
    """
    root, whole = _root(folder), PureWindowsPath(plain(folder))
    if _is_share(root):
        return ""
    mark = volume_mark(folder)
    # behind a junction the volume may be another one than the path says
    return f"{mark}/{whole.relative_to(root).as_posix()}" if mark and whole.is_relative_to(root) else ""


def is_read_only(folder: str) -> bool:
    """Whether the volume takes no writing, as a stick with its switch set: `open` says only "access denied" there."""
    return bool(_volume(_root(folder))[1] & READ_ONLY_VOLUME)


def local_roots() -> Iterator[str]:
    """The roots of the drives there are, that of C first; mapped shares are left out, which may keep one waiting."""
    kernel = _library("kernel32")
    there = int(kernel.GetLogicalDrives())
    for number in range(2, 26):  # A and B are floppy disks
        root = f"{chr(ord('A') + number)}:\\"
        if there >> number & 1 and kernel.GetDriveTypeW(root) != REMOTE:
            yield root


def lock(handle: int) -> None:
    """Locks the first byte of an open file or raises OSError at once; closing the file, or dying, lets it go.

    Also beyond the end of an empty file. LockFileEx: after a crash "the time it takes for the operating system to
    unlock" may be a moment, so whoever asks tries for a moment.
    """
    system = importlib.import_module("msvcrt")
    for pause in (*PAUSES[:3], None):
        try:
            system.locking(handle, system.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in HELD:
                raise
            if pause is None:
                raise OSError(errno.EACCES, os.strerror(errno.EACCES)) from error
            time.sleep(pause)
        else:
            return


@contextmanager
def without_own_libraries(own: str) -> Iterator[None]:
    """Programs started meanwhile look for libraries in their own folder and the system's, not first in `own`.

    PyInstaller's loader names our folder to Windows, and "this setting is inherited" ("Launching External Programs
    from the Frozen Application"): a setup would hold the very folder it is to replace.
    """
    kernel = _library("kernel32")
    kernel.SetDllDirectoryW(None)
    try:
        yield
    finally:
        kernel.SetDllDirectoryW(own)


def let_come_to_front(process: int) -> None:
    """Lets another program's window come in front; without it that merely blinks (AllowSetForegroundWindow)."""
    _library("user32").AllowSetForegroundWindow(process)


def machine_id() -> str:
    """What Windows drew for itself when it was installed; "" when it does not say."""
    return _registered("HKEY_LOCAL_MACHINE", r"SOFTWARE\Microsoft\Cryptography", "MachineGuid")


def person_setting(key: str, name: str) -> str:
    """A text that some program keeps for this person in the registry; "" when there is none."""
    return _registered("HKEY_CURRENT_USER", key, name)


def _registered(tree: str, key: str, name: str) -> str:
    registry = importlib.import_module("winreg")
    with suppress(OSError), registry.OpenKey(getattr(registry, tree), key) as opened:
        return str(registry.QueryValueEx(opened, name)[0])
    return ""


def _told(kernel: Any, device: Any, code: int, question: bytes) -> bytes:
    """What a device answers to DeviceIoControl; zeros where it does not."""
    import ctypes

    said, length = ctypes.create_string_buffer(1024), ctypes.pointer(ctypes.c_uint32())
    kernel.DeviceIoControl(device, code, question, len(question), said, 1024, length, None)
    return said.raw


def _library(name: str) -> Any:
    import ctypes

    return getattr(ctypes, "WinDLL")(name, use_last_error=True)  # noqa: B009


def _last_error() -> int:
    import ctypes

    return int(getattr(ctypes, "get_last_error")())  # noqa: B009


def _moved(source: Path, target: Path, flags: int) -> int:
    """0, or the error code."""
    names = [_named(place) for place in (source, target)]
    done = _library("kernel32").MoveFileExW(*names, REPLACE_EXISTING | flags)
    return 0 if done else _last_error() or ACCESS_DENIED


def _why_not_moved(target: Path, code: int) -> int:
    """Access denied of a file that may be written means: somebody has it open, or the scanner it."""
    if target.is_dir():
        return errno.EISDIR
    is_open = code == ACCESS_DENIED and target.is_file() and os.access(target, os.W_OK)
    return errno.EBUSY if is_open else errno_of(code)


def _named(path: Path) -> str:
    return verbatim(str(path)) if len(str(path)) > LONGEST_PLAIN else str(path)


def _is_share(root: str) -> bool:
    """Without asking the server: of one that is off GetDriveTypeW may say that there is no such root."""
    return root.startswith("\\\\") or _library("kernel32").GetDriveTypeW(root) == REMOTE


def _root(folder: str) -> str:
    """The root of the volume, which may be mounted in a folder; of a share its own: the server is not asked."""
    import ctypes

    kernel, anchor = _library("kernel32"), PureWindowsPath(plain(folder)).anchor
    if _is_share(anchor):
        return anchor
    root = ctypes.create_unicode_buffer(MOST_OF_PATH)
    with _quiet(kernel):
        answered = kernel.GetVolumePathNameW(_named(Path(folder)), root, MOST_OF_PATH)
    return plain(root.value) if answered else anchor


@contextmanager
def _quiet(kernel: Any) -> Iterator[None]:
    """This thread's calls say what is wrong instead of showing a box; the process and its children keep their own way."""
    import ctypes

    before = ctypes.c_uint32()
    kernel.SetThreadErrorMode(FAIL_CRITICAL_ERRORS, ctypes.pointer(before))
    try:
        yield
    finally:
        kernel.SetThreadErrorMode(before.value, None)


def _volume(root: str) -> tuple[int, int]:
    """Serial number and flags; zeros when the drive is empty or gone."""
    import ctypes

    kernel = _library("kernel32")
    serial, longest, flags = (ctypes.c_uint32() for _ in range(3))
    with _quiet(kernel):
        answered = kernel.GetVolumeInformationW(
            root, None, 0, ctypes.pointer(serial), ctypes.pointer(longest), ctypes.pointer(flags), None, 0
        )
    return (serial.value, flags.value) if answered else (0, 0)
