"""Makes a folder of the program that runs without Python, proves it, and packs it for Debian; it makes no setup.exe."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
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
    r"(^|/)(translations/|opengl32sw|tcl|tzdata|libavif|libwebp|libcups\.so|lxml/(isoschematron|objectify|sax)"
    r"|docx/templates/default-docx-template/|PIL/_(avif|webp|imagingtk|imagingft|imagingcms|imagingmath))"
)
"""libcups brings ten libraries of networks and keys along: a machine that prints has it, and keeps it up to date."""
NOT_MODULES = [
    *("pip", "setuptools", "tkinter", "pytest", "numpy", "pandas", "sqlite_utils.cli", "readline"),
    *("holidays.financial", "lxml.html", "lxml.objectify", "lxml.isoschematron", "zstandard._cffi"),
    *("zstandard.backend_cffi", "PIL.AvifImagePlugin", "PIL.WebPImagePlugin", "PIL.ImageTk"),
    *("httpx._main", "anyio", "trio", "pygments", "rich", "unittest", "doctest", "pdb", "pydoc", "xmlrpc"),
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
                 datas=[*plan.DATA, ({empty!r}, "docx/parts"),  # the way to docx/templates
                        *collect_data_files("holidays", includes=["**/VN.mo"])],
                 excludes=plan.NOT_MODULES)
program = EXE(PYZ(plan.kept_modules(found.pure, {empty!r})), found.scripts, [], exclude_binaries=True,
              name=plan.NAME, console=True, upx=False, strip={strip!r})
imports = plan.libraries_of if sys.platform == "linux" else get_imports
libraries = plan.kept_libraries(found.binaries, imports)
COLLECT(program, plan.without_dead_links(libraries + plan.kept_files(found.datas)), plan.licences(libraries),
        name=plan.NAME, upx=False, strip={strip!r})
"""
DATA = [*((str(ROOT / name), name) for name in ("resources", "forms")), (str(ROOT / "LICENSE"), ".")]
"""Where base/paths.py looks first."""
LICENCE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|COPYRIGHT)", re.IGNORECASE)


class BuildError(Exception):
    """The folder could not be made or does not work; the text says what happened."""


def hidden_modules() -> list[str]:
    """Every module of ours (a noun's module is imported by its name), and what libraries import by name."""
    files = sorted(OWN.rglob("*.py"))
    names = [".".join(file.relative_to(SOURCE).with_suffix("").parts) for file in files]
    return [*(name.removesuffix(".__init__") for name in names), VIETNAM]


def licences(libraries: Iterable[Entry]) -> list[Entry]:
    """The licence texts of Python, of every package that goes along and of the system's own libraries among these."""
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    waiting, found = [_name_of(each) for each in own], {}
    while waiting:
        name = waiting.pop()
        with contextlib.suppress(metadata.PackageNotFoundError):  # needed on other systems only
            if name not in found and name not in NOT_MODULES:
                found[name] = metadata.distribution(name)
                needs = found[name].requires or []
                waiting += [_name_of(each) for each in needs if "extra ==" not in each]
    texts = [("python/LICENSE.txt", Path(sysconfig.get_path("stdlib")) / "LICENSE.txt")]
    for name, package in found.items():
        for each in package.files or ():
            if "licenses" in each.parts or LICENCE.match(each.name):
                inside = each.as_posix().split("licenses/")[-1].split(".dist-info/")[-1]
                texts.append((f"{name}/{inside}", Path(str(package.locate_file(each)))))
    patterns = [f"*/{Path(file).name}" for _, file, _ in libraries if file.startswith(("/usr/lib", "/lib"))]
    with contextlib.suppress(OSError):  # no Debian
        said = subprocess.run(["dpkg-query", "-S", *patterns], capture_output=True, text=True, check=False)
        names = {line.split(":")[0] for line in said.stdout.splitlines()}
        texts += [(f"{name}/copyright", Path(f"/usr/share/doc/{name}/copyright")) for name in names]
    return [(f"licenses/{inside}", str(file), "DATA") for inside, file in sorted(texts) if file.is_file()]


def _name_of(requirement: str) -> str:
    """As in "pyside6-essentials" from "PySide6_Essentials>=6.11,<6.12"."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def libraries_of(file: str) -> set[tuple[str, None]]:
    """The libraries a file of Linux itself asks for; not what those ask for in turn."""
    return {(name, None) for name in re.findall(r"NEEDED +(\S+)", _about_library(Path(file)))}


def _about_library(file: Path) -> str:
    return _said_by("objdump", "-p", str(file))


def kept_modules(found: Iterable[Entry], empty: str) -> list[Entry]:
    """Python modules that go along; `empty` is a file without a line, for the list of countries."""
    others = f"{COUNTRIES}."
    kept = [entry for entry in found if entry[0] == VIETNAM or not entry[0].startswith(others)]
    return [(name, empty if name == COUNTRIES else file, kind) for name, file, kind in kept]


def kept_libraries(found: Iterable[Entry], imports_of: Callable[[str], Any]) -> list[Entry]:
    """Libraries that go along; those of the system only when something that goes along loads them."""
    kept = kept_files(found)
    # Python's own is loaded by the program itself, which no list of imports says
    free = [e for e in kept if e[2] == "BINARY" and not re.search(r"(?<!\.libs)[/\\]|python", e[0])]
    loose = {Path(entry[0]).name.lower(): entry for entry in free}
    queue = [entry for entry in kept if entry not in free]
    needed = []
    while queue:
        entry = queue.pop()
        needed.append(entry)
        names = {name.lower() for name, _ in imports_of(entry[1])} if entry[2] != "SYMLINK" else set()
        queue += [loose.pop(name) for name in sorted(names & loose.keys())]
    return needed


def without_dead_links(kept: Sequence[Entry]) -> list[Entry]:
    """What goes along, without the links to what stays behind."""
    there = {Path(entry[0]).name for entry in kept if entry[2] != "SYMLINK"}
    return [entry for entry in kept if entry[2] != "SYMLINK" or Path(entry[1]).name in there]


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
    if sys.platform == "linux" and shutil.which("objdump") is None:
        raise BuildError("thiếu objdump; chạy: apt-get install binutils")
    empty, spec = work / "countries" / "__init__.py", work / f"{NAME}.spec"  # its name says: a package
    empty.parent.mkdir()
    empty.touch()
    strip = sys.platform == "linux" and shutil.which("strip") is not None
    spec.write_text(SPEC.format(root=str(ROOT), empty=str(empty), strip=strip), encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--distpath", str(work / "dist")]
    command += ["--workpath", str(work / "build"), str(spec)]
    # a fixed order of sets, so that the same sources give the same executable
    environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    environment["SOURCE_DATE_EPOCH"] = str(day_of_sources())
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise BuildError("PyInstaller dừng:\n" + done.stderr.decode("utf-8", "replace")[-3000:])
    return work / "dist" / NAME


@cache
def day_of_sources() -> int:
    """The moment that stands on every file, in seconds: SOURCE_DATE_EPOCH, else that of the last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    with contextlib.suppress(OSError, ValueError):  # no git, no checkout
        return int(subprocess.run(asked, capture_output=True, text=True, check=False).stdout)
    return 1577836800


def executable(folder: Path) -> Path:
    """The program inside a folder made here."""
    return folder / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


@dataclass(frozen=True)
class Frozen:
    """The frozen program, called from an empty folder with no variable of ours: no PATH, no Python."""

    program: Path
    home: Path

    def ask(self, *words: object) -> Any:
        """The JSON that a call prints; BuildError when it ends otherwise than well."""
        # what `env -i` leaves, and the home folder; Windows starts nothing without SYSTEMROOT
        given = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP"), str(self.home))
        given |= {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
        given["LC_ALL"] = "C.UTF-8"  # Qt complains of a machine without UTF-8
        command = [str(self.program), *map(str, words), "--json"]
        done = subprocess.run(command, cwd=self.home, env=given, capture_output=True, check=False)
        if done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise BuildError(f"“{' '.join(map(str, words))}” kết thúc với mã {done.returncode}:\n{said}")
        return json.loads(done.stdout)


def prove(folder: Path) -> Iterator[str]:
    """Runs the frozen program from an empty folder and gives a sentence for each thing that works.

    BuildError at the first that does not. Takes about as long as the sample province.
    """
    with tempfile.TemporaryDirectory(prefix="chibo-") as name:
        home = Path(name).resolve() / "sổ thử"  # a home with marks, as people have
        home.mkdir()
        frozen = Frozen(executable(folder), home)
        for part in frozen.ask("self-test")["parts"]:
            yield f"self-test: {part['title']}: {part['sentence']}"
        yield f"demo: {len(frozen.ask('demo', home / 'mau')['desks'])} sổ mẫu"


def describe(made: Path) -> Iterator[str]:
    """Size and SHA-256 of a package; of a folder its size, its number of files and the SHA-256 of the executable."""
    if made.is_file():
        yield f"{made.stat().st_size / 1e6:.1f} MB"
        yield f"SHA-256 {made.name}: {_sum(made)}"
        return
    files = [file for file in made.rglob("*") if file.is_file() and not file.is_symlink()]
    yield f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB, {len(files)} tệp"
    yield f"SHA-256 {executable(made).name}: {_sum(executable(made))}"


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


DESKTOP = ROOT / "resources" / "desktop"
ICONS = "usr/share/icons/hicolor/scalable"
SHOWN = {
    "chibo-desktop.desktop": "usr/share/applications/chibo-desktop.desktop",
    "chibo-desktop.xml": "usr/share/mime/packages/chibo-desktop.xml",
    "chibo-desktop.svg": f"{ICONS}/apps/chibo-desktop.svg",
    "chibo-desktop-bundle.svg": f"{ICONS}/mimetypes/chibo-desktop-bundle.svg",
}
"""What makes the program and its bundles known to the desktop."""

PACKAGES = {
    r"libGL\.so\.1": "libgl1",
    r"libEGL\.so\.1": "libegl1",
    r"libcups\.so\.2": "libcups2 | libcups2t64",
    r"libxcb\.so\.1": "libxcb1",
    r"lib(c|m|dl|pthread|rt|util|resolv)\.so\.\d|ld-linux.*": "",
}
"""The Debian packages of libraries that are not in the folder; those of glibc are asked for with a version."""
READ = [
    *("fontconfig-config", "libx11-data", "xkb-data", "fonts-noto-core | fonts-dejavu-core"),
    "fonts-croscore | fonts-liberation2 | fonts-liberation (>= 1:2)",
]
"""What libraries in the folder read from the machine, then the fonts of the screen and of papers."""


def dependencies(folder: Path) -> list[str]:
    """What the package asks of the machine, from what its files load; BuildError for a library nobody knows."""
    about = {file: _about_library(file) for file in sorted(folder.rglob("*")) if _is_library(file)}
    inside = {file.name for file in folder.rglob("*")}
    needed = {name for said in about.values() for name in re.findall(r"NEEDED +(\S+)", said)} - inside
    found = set()
    for name in sorted(needed):
        package = next((package for form, package in PACKAGES.items() if re.fullmatch(form, name)), None)
        if package is None:
            raise BuildError(f"không biết gói Debian nào có thư viện {name}; thêm vào PACKAGES")
        found.add(package)
    versions = {
        tuple(map(int, v.split("."))) for t in about.values() for v in re.findall(r"GLIBC_([\d.]+)", t)
    }
    newest = ".".join(map(str, max(versions)))
    return [f"libc6 (>= {newest})", *sorted(found - {""}), *READ]


def _is_library(file: Path) -> bool:
    return file.is_file() and not file.is_symlink() and (".so" in file.name or file.name == NAME)


def pack_deb(folder: Path, work: Path) -> list[Path]:
    """Packs a proved folder for Debian and Ubuntu; gives the package and the file with its SHA-256, in `work`.

    The same folder gives the same bytes. For every user of the machine; BuildError without dpkg-deb.
    """
    if shutil.which("dpkg-deb") is None:
        raise BuildError("thiếu dpkg-deb; gói .deb chỉ làm được trên Debian hoặc Ubuntu")
    architecture = _said_by("dpkg", "--print-architecture")
    version = re.search(r'__version__ = "([^"]+)"', (OWN / "__init__.py").read_text(encoding="utf-8"))
    tree, home = work / "deb", work / "deb" / "usr" / "lib" / NAME
    shutil.copytree(folder, home, symlinks=True)
    words = {"name": NAME, "version": version[1] if version else "", "architecture": architecture}
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    for name, place in SHOWN.items():
        _write(tree / place, (DESKTOP / name).read_bytes())
    _write(tree / f"usr/share/doc/{NAME}/copyright", _filled("copyright", words))
    files = [file for file in sorted(tree.rglob("*")) if file.is_file() and not file.is_symlink()]
    words["size"] = str(sum(file.stat().st_size for file in files) // 1024)
    words["depends"] = ", ".join(dependencies(home))
    sums = (f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(tree)}\n" for file in files)  # noqa: S324
    _write(tree / "DEBIAN/md5sums", "".join(sums).encode())
    _write(tree / "DEBIAN/control", _filled("control", words))
    _settle(tree)
    target = work / f"{NAME}_{words['version']}_{architecture}.deb"
    _said_by("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target))
    checksum = target.with_name(f"{target.name}.sha256")
    checksum.write_text(f"{_sum(target)}  {target.name}\n", encoding="ascii")
    return [target, checksum]


def _filled(name: str, words: dict[str, str]) -> bytes:
    return (DESKTOP / name).read_text(encoding="utf-8").format(**words).encode()


def _settle(tree: Path) -> None:
    """One day on everything, and the same rights whoever builds."""
    for file in sorted(tree.rglob("*"), reverse=True):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or file.name == NAME else 0o644)
        os.utime(file, (day_of_sources(), day_of_sources()), follow_symlinks=False)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _said_by(*command: str) -> str:
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(day_of_sources()), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{command[0]} dừng:\n{done.stderr[-3000:]}")
    return done.stdout.strip()


def main(words: list[str] | None = None) -> int:
    """0: the folder is there and works. 1: it is not; nothing is left behind."""
    parser = argparse.ArgumentParser(
        description="Làm một thư mục chạy được trên máy không có Python, chạy thử từ một thư mục rỗng, "
        "rồi đóng thành gói .deb nếu muốn.",
        epilog="Chỉ dùng cho loại máy đã làm ra nó (Linux: glibc không cũ hơn); chưa có bộ cài Windows. "
        "Thư mục không qua .deb thì máy dùng vẫn cần libgl1, libegl1, libcups2 và phông chữ.",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=f"nơi sẽ có DIR/{NAME}")
    parser.add_argument("--deb", action="store_true", help="thêm gói .deb và tệp .sha256 trong DIR")
    given = parser.parse_args(words)
    target: Path = given.out.absolute() / NAME
    try:
        if target.exists():
            raise BuildError(f"đã có {target}; xóa đi hoặc chọn thư mục khác")
        with tempfile.TemporaryDirectory(prefix="chibo-build-") as name:
            work = Path(name).resolve()
            made = build(work)
            for sentence in prove(made):
                print(sentence, flush=True)
            package = pack_deb(made, work) if given.deb else []
            target.parent.mkdir(parents=True, exist_ok=True)
            for each in (made, *package):
                shutil.move(each, target.parent / each.name)
    except BuildError as failed:
        print(f"Không xong: {failed}", file=sys.stderr)
        return 1
    for each in (target, *(target.parent / file.name for file in package[:1])):
        print(each, *describe(each), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
