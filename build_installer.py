"""Makes a folder of the program that runs without Python, and proves it; it makes no installer (.deb, setup.exe)."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "src"
OWN = SOURCE / "chibo_desktop"
NAME = "chibo-desktop"

Entry = tuple[str, str, str]
"""What PyInstaller lists: path inside the folder (or module), file it comes from, kind."""

QT = {"Core", "Gui", "Widgets", "Svg", "PrintSupport", "DBus", "XcbQpa"}
PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qico", "qjpeg", "qsvg"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qoffscreen", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport"},
    "styles": {"qmodernwindowsstyle", "qwindowsvistastyle"},
}
"""All that the window needs of Qt; what is not named here stays outside, QtNetwork above all."""
NOT_FILES = re.compile(
    r"(^|/)(translations/|opengl32sw|tcl|tzdata|libavif|libwebp|lxml/isoschematron|PIL/_(avif|webp|imagingtk))"
)
NOT_MODULES = [
    *("pip", "setuptools", "tkinter", "pytest", "numpy", "pandas", "_ssl", "sqlite_utils.cli"),
    *("holidays.financial", "lxml.html", "lxml.objectify", "lxml.isoschematron", "zstandard._cffi"),
    *("zstandard.backend_cffi", "PIL.AvifImagePlugin", "PIL.WebPImagePlugin", "PIL.ImageTk"),
]
COUNTRIES = "holidays.countries"
"""Its `__init__` imports every country of the world; the folder carries an empty one, and Vietnam."""
VIETNAM = f"{COUNTRIES}.vietnam"

SPEC = """
import sys
from PyInstaller.depend.bindepend import get_imports
from PyInstaller.utils.hooks import collect_data_files
sys.path.insert(0, {root!r})
import build_installer as plan
sys.path.pop(0)
found = Analysis([str(plan.OWN / "__main__.py")], pathex=[str(plan.SOURCE)], hiddenimports=plan.hidden_modules(),
                 datas=plan.DATA + collect_data_files("holidays", includes=["**/VN.mo"]),
                 excludes=plan.NOT_MODULES)
program = EXE(PYZ(plan.kept_modules(found.pure, {empty!r})), found.scripts, [], exclude_binaries=True,
              name=plan.NAME, console=True, upx=False, strip={strip!r})
COLLECT(program, plan.kept_libraries(found.binaries, get_imports), plan.kept_files(found.datas),
        name=plan.NAME, upx=False, strip={strip!r})
"""
DATA = [*((str(ROOT / name), name) for name in ("resources", "forms")), (str(ROOT / "LICENSE"), ".")]
"""Where base/paths.py looks first."""


class BuildError(Exception):
    """The folder could not be made or does not work; the text says what happened."""


def hidden_modules() -> list[str]:
    """Every module of ours (a noun's module is imported by its name), and what libraries import by name."""
    files = sorted(OWN.rglob("*.py"))
    names = [".".join(file.relative_to(SOURCE).with_suffix("").parts) for file in files]
    return [*(name.removesuffix(".__init__") for name in names), VIETNAM]


def kept_modules(found: Iterable[Entry], empty: str) -> list[Entry]:
    """Python modules that go along; `empty` is a file without a line, for the list of countries."""
    others = f"{COUNTRIES}."
    kept = [entry for entry in found if entry[0] == VIETNAM or not entry[0].startswith(others)]
    return [(name, empty if name == COUNTRIES else file, kind) for name, file, kind in kept]


def kept_libraries(found: Iterable[Entry], imports_of: Callable[[str], Any]) -> list[Entry]:
    """Libraries that go along; those of the system only when something that goes along loads them."""
    kept = kept_files(found)
    # Python's own is loaded by the program itself, which no list of imports says
    loose = {e[0].lower(): e for e in kept if e[2] == "BINARY" and not re.search(r"[/\\]|python", e[0])}
    queue = [entry for entry in kept if entry[0].lower() not in loose]
    needed = []
    while queue:
        entry = queue.pop()
        needed.append(entry)
        names = {name.lower() for name, _ in imports_of(entry[1])} if entry[2] != "SYMLINK" else set()
        queue += [loose.pop(name) for name in sorted(names & loose.keys())]
    return needed


def kept_files(found: Iterable[Entry]) -> list[Entry]:
    """Files that go along, by name."""
    return [entry for entry in found if is_wanted(entry[0].replace(os.sep, "/"))]


def is_wanted(name: str) -> bool:
    """Whether a file belongs into the folder; `name` is its path there with forward slashes."""
    if plugin := re.search(r"/plugins/([\w-]+)/(?:lib)?([\w-]+)\.\w+$", name):
        return plugin[2] in PLUGINS.get(plugin[1], ())
    library = re.search(r"(?:^|/)(?:(?:lib)?Qt6|PySide6/Qt)(\w+)\.(?:so|dll|abi3|pyd)", name)
    return library[1] in QT if library else not NOT_FILES.search(name)


def build(work: Path) -> Path:
    """Runs PyInstaller inside `work`, about a minute; gives the folder it made."""
    if importlib.util.find_spec("PyInstaller") is None:
        raise BuildError("thiếu PyInstaller; chạy: pip install '.[build]'")
    empty, spec = work / "countries" / "__init__.py", work / f"{NAME}.spec"  # its name says: a package
    empty.parent.mkdir()
    empty.touch()
    strip = sys.platform == "linux" and shutil.which("strip") is not None
    spec.write_text(SPEC.format(root=str(ROOT), empty=str(empty), strip=strip), encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--distpath", str(work / "dist")]
    command += ["--workpath", str(work / "build"), str(spec)]
    # a fixed order of sets, so that the same sources give the same executable
    environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise BuildError("PyInstaller dừng:\n" + done.stderr.decode("utf-8", "replace")[-3000:])
    return work / "dist" / NAME


def executable(folder: Path) -> Path:
    """The program inside a folder made here."""
    return folder / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


@dataclass(frozen=True)
class Frozen:
    """The frozen program, called from an empty folder with no variable of ours: no PATH, no Python."""

    program: Path
    home: Path

    def environment(self, password: str = "") -> dict[str, str]:
        """What `env -i` leaves, and the home folder; Windows starts nothing without SYSTEMROOT."""
        given = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP"), str(self.home))
        given |= {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
        return given | {"QT_QPA_PLATFORM": "offscreen", "CHIBO_PASSWORD": password}

    def ask(self, *words: object, password: str = "") -> Any:
        """The JSON that a call prints; BuildError when it ends otherwise than well."""
        command, environment = [str(self.program), *map(str, words), "--json"], self.environment(password)
        done = subprocess.run(command, cwd=self.home, env=environment, capture_output=True, check=False)
        if done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise BuildError(f"“{' '.join(map(str, words))}” kết thúc với mã {done.returncode}:\n{said}")
        return json.loads(done.stdout)

    def open_window(self, desk: Path) -> None:
        """Opens the window of a desk without a screen, waits until the desk's log says so, and ends it.

        BuildError when it does not open, ends by itself, or Qt or the window complain meanwhile.
        """
        errors, log = self.home / "window.txt", desk / "logs" / "chibo.log"
        environment = self.environment() | {"LC_ALL": "C.UTF-8"}  # Qt complains of a machine without UTF-8
        command = [str(self.program), "--data-dir", str(desk)]
        with errors.open("wb") as file:
            window = subprocess.Popen(command, cwd=self.home, env=environment, stdout=file, stderr=file)
        try:
            until = time.monotonic() + 60
            while not _says(log, "window opened") and window.poll() is None and time.monotonic() < until:
                time.sleep(0.1)
            time.sleep(2)  # painting comes after that line
            is_open = _says(log, "window opened") and window.poll() is None
        finally:
            window.kill()
            window.wait()
        said = errors.read_text(encoding="utf-8", errors="replace").splitlines()
        said = [line for line in said if "propagateSizeHints" not in line]  # the screen that is none
        if said or not is_open or _says(log, " ERROR "):
            raise BuildError("\n".join(("cửa sổ không mở, hoặc mở mà báo lỗi:", *said)))


def _says(log: Path, words: str) -> bool:
    return log.is_file() and words in log.read_text(encoding="utf-8")


def prove(folder: Path) -> Iterator[str]:
    """Runs the frozen program from an empty folder and gives a sentence for each thing that works.

    BuildError at the first that does not. Takes about as long as the sample province.
    """
    with tempfile.TemporaryDirectory(prefix="chibo-") as name:
        home = Path(name).resolve() / "sổ thử"  # a home with marks, as people have
        home.mkdir()
        frozen = Frozen(executable(folder), home)
        yield f"records schema: {len(frozen.ask('records', 'schema')['types'])} loại bản ghi"
        yield f"paper list: {len(frozen.ask('paper', 'list')['forms'])} biểu mẫu"
        demo = frozen.ask("demo", home / "mau")
        yield f"demo: {len(demo['desks'])} sổ mẫu"
        paper = next((home / "mau").rglob("*_bien-ban-thuong-ky.pdf"))
        yield f"paper check: {len(frozen.ask('paper', 'check', paper)['findings'])} chỗ sai thể thức"
        desk = demo["desks"][-1]
        said = frozen.ask("--data-dir", desk["folder"], "doctor", "--rebuild", password=demo["password"])
        yield f"doctor: {said['counts']['journal']} mục nhật ký, sổ nguyên vẹn"
        frozen.open_window(Path(desk["folder"]))
        yield "cửa sổ: mở được, không báo lỗi (không có màn hình)"


def describe(folder: Path) -> Iterator[str]:
    """Size, number of files, and the SHA-256 of the main executable."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    yield f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB, {len(files)} tệp"
    program = executable(folder)
    yield f"SHA-256 {program.name}: {hashlib.sha256(program.read_bytes()).hexdigest()}"


def main(words: list[str] | None = None) -> int:
    """0: the folder is there and works. 1: it is not; nothing is left behind."""
    parser = argparse.ArgumentParser(
        description="Làm một thư mục chạy được trên máy không có Python, rồi chạy thử từ một thư mục rỗng.",
        epilog="Đây là thư mục chạy được, chưa phải bộ cài: chưa có tệp .deb, chưa có bộ cài Windows, "
        "chưa gom giấy phép của các thư viện đi kèm. Thư mục chỉ dùng cho loại máy đã làm ra nó "
        "(Linux: glibc không cũ hơn); mới thử trên Linux. Máy dùng vẫn cần libgl1, libegl1 và phông chữ.",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=f"nơi sẽ có DIR/{NAME}")
    target: Path = parser.parse_args(words).out.absolute() / NAME
    try:
        if target.exists():
            raise BuildError(f"đã có {target}; xóa đi hoặc chọn thư mục khác")
        with tempfile.TemporaryDirectory(prefix="chibo-build-") as work:
            made = build(Path(work).resolve())
            for sentence in prove(made):
                print(sentence, flush=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made, target)
    except BuildError as failed:
        print(f"Không xong: {failed}", file=sys.stderr)
        return 1
    print(target, *describe(target), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
