"""The systems at the border of the program: what Windows answers to `ctypes`, which sticks Linux has mounted; our own code is the real one."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any, Self

import pytest

from chibo_desktop.base import disks

SHARING_VIOLATION, ACCESS_DENIED, FILE_NOT_FOUND = 32, 5, 2
FIXED, SATA = 3, 11


@dataclass
class Volume:
    """A drive: its serial number, its sort as GetDriveTypeW says it, its flags, its BusType, whether it comes and goes."""

    serial: int = 0x1A2B3C4D
    kind: int = FIXED
    flags: int = 0
    bus: int = SATA
    hotplug: bool = False


@dataclass
class Windows:
    """kernel32 and user32 in one; files are moved for real, unless `refusals` holds codes to answer with first."""

    refusals: list[int] = field(default_factory=list)
    volumes: dict[str, Volume] = field(default_factory=lambda: {"C:\\": Volume()})
    """By root; every other path, such as one of the test's own folders, lies on C."""
    moves: list[tuple[str, str, int]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    in_front: list[int] = field(default_factory=list)
    held: set[int] = field(default_factory=set)
    """Handles another process has locked."""
    lock_error: int = errno.EACCES
    error: int = 0
    asked: list[str] = field(default_factory=list)
    """Roots whose disk had to answer: that of a share whose server is off takes its time."""
    open: dict[int, Volume] = field(default_factory=dict)
    quiet: int = 0
    """What SetThreadErrorMode was last told."""
    libraries: list[str | None] = field(default_factory=list)
    """What SetDllDirectoryW was told."""
    clouds: dict[str, str] = field(default_factory=dict)
    """Folders that are registered with Windows as copied to servers, and by whom."""
    settings: dict[str, str] = field(default_factory=dict)
    """What the person's programs keep in the registry, by the names of the values."""

    def MoveFileExW(self, source: str, target: str, flags: int) -> int:
        self.moves.append((source, target, flags))
        if self.refusals:
            self.error = self.refusals.pop(0)
            return 0
        try:
            Path(source).replace(target)
        except FileNotFoundError:
            self.error = FILE_NOT_FOUND
            return 0
        return 1

    def GetDriveTypeW(self, root: str) -> int:
        return self._volume(root).kind

    def GetLogicalDrives(self) -> int:
        return sum(1 << ord(root[0]) - ord("A") for root in self.volumes)

    def GetVolumeInformationW(self, root: str, *rest: Any) -> int:
        assert self.quiet == 1
        self.asked.append(root)
        volume = self._volume(root)
        serial, flags = (rest[place].contents for place in (2, 4))
        serial.value, flags.value = volume.serial, volume.flags
        return 1 if volume.serial else 0

    def GetVolumePathNameW(self, path: str, root: Any, length: int) -> int:
        assert length >= len(path)
        plain = path.removeprefix("\\\\?\\")
        mounted = [each for each in self.volumes if plain.startswith(each)]
        root.value = max(mounted, key=len, default=PureWindowsPath(plain).anchor)
        return 1

    def GetVolumeNameForVolumeMountPointW(self, root: str, name: Any, length: int) -> int:
        serial = self._volume(root).serial
        name.value = f"\\\\?\\Volume{{{serial:08x}}}\\"[: length - 1]
        return 1 if serial else 0

    def CreateFileW(self, name: str, access: int, share: int, *rest: Any) -> int:
        assert (access, share, *rest) == (0, 3, None, 3, 0, None)  # any more would want an administrator
        found = [each for each in self.volumes.values() if f"{{{each.serial:08x}}}" in name[-10:]]
        self.open |= dict(enumerate(found, len(self.open) + 1))
        return len(self.open) if found else -1

    def DeviceIoControl(self, handle: Any, code: int, query: bytes, *rest: Any) -> int:
        volume, (length, said) = self.open[handle.value], rest[:2]
        assert length == len(query)
        if code == 0x2D1400:
            assert query == bytes(12)
            said[28:32] = volume.bus.to_bytes(4, "little")
        else:
            assert (code, query) == (0x2D0C14, b"")
            said[:8] = (8).to_bytes(4, "little") + bytes((0, 0, volume.hotplug, 0))
        return 1

    def CfGetSyncRootInfoByPath(self, path: str, sort: int, said: Any, length: int, _: None) -> int:
        """Of cldapi."""
        assert Path(path).exists()
        assert (sort, length) == (2, 1028)
        by = next((by for root, by in self.clouds.items() if Path(path).is_relative_to(root)), None)
        if by is None:
            return -2147024506  # ERROR_CLOUD_FILE_NOT_UNDER_SYNC_ROOT
        said[4 : 4 + 2 * len(by)] = by.encode("utf-16-le")
        return 0

    def CloseHandle(self, handle: Any) -> int:
        del self.open[handle.value]
        return 1

    def SetThreadErrorMode(self, mode: int, before: Any) -> int:
        if before is not None:
            before.contents.value = self.quiet
        self.quiet = mode
        return 1

    def SetDllDirectoryW(self, folder: str | None) -> int:
        self.libraries.append(folder)
        return 1

    def AllowSetForegroundWindow(self, process: int) -> int:
        self.in_front.append(process)
        return 1

    def _volume(self, root: str) -> Volume:
        return self.volumes.get(root, Volume(0) if root[:1].isalpha() else self.volumes["C:\\"])

    def locking(self, handle: int, mode: int, count: int) -> None:
        """Of msvcrt."""
        assert (mode, count) == (2, 1)
        if handle in self.held:
            raise OSError(self.lock_error, os.strerror(self.lock_error))


@dataclass(frozen=True)
class _Key:
    """Of winreg."""

    values: dict[str, str]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def __getitem__(self, name: str) -> str:
        if name not in self.values:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return self.values[name]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    """From here on the program believes that it runs on Windows; nobody really sleeps."""
    system = Windows()
    registry = SimpleNamespace(
        HKEY_LOCAL_MACHINE=1,
        HKEY_CURRENT_USER=2,
        OpenKey=lambda tree, _: _Key(system.settings if tree == 2 else {"MachineGuid": "4711"}),
        QueryValueEx=lambda key, name: (key[name], 1),
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: system, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: system.error, raising=False)
    monkeypatch.setattr(time, "sleep", system.slept.append)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=system.locking))
    monkeypatch.setitem(sys.modules, "winreg", registry)
    return system


@dataclass(frozen=True)
class Sticks:
    """Two sticks on Linux, `sdb1` and `sdc1`, each with a mark; their folders are real ones."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch

    @property
    def media(self) -> Path:
        """Where they are mounted, each under its name."""
        return self.folder / "media"

    def mount(self, **names: str) -> None:
        """Mounts these devices under these names, and nothing else."""
        points = {self.folder / device: self.media / name for device, name in names.items()}
        for point in points.values():
            point.mkdir(parents=True, exist_ok=True)
        said = "".join(f"{device} {point} vfat rw 0 0\n" for device, point in points.items())
        self.monkeypatch.setattr(disks, "read_mounts", lambda: said)


@pytest.fixture
def sticks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sticks:
    """Mounted as USB and USB1."""
    marks = tmp_path / "by-uuid"
    marks.mkdir()
    for device, mark in (("sdb1", "1A2B-3C4D"), ("sdc1", "9F00-0001")):
        (tmp_path / device).touch()
        (marks / mark).symlink_to(tmp_path / device)
    monkeypatch.setattr(disks, "marks_folder", lambda: marks)
    made = Sticks(tmp_path, monkeypatch)
    made.mount(sdb1="USB", sdc1="USB1")
    return made
