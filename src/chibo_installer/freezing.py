"""Runs PyInstaller once over one spec, with the Python of this machine or the one under Wine; what goes along is said by plan.py."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chibo_installer.days import day_of_sources
from chibo_installer.plan import NAME, SOURCE
from chibo_installer.said import BuildError, said_by

SPEC = """
import sys
sys.path.insert(0, {source!r})
from chibo_installer import licences, plan, windows_face
from chibo_installer.imports import imports_of
from PyInstaller.utils.hooks import collect_data_files
sys.path.pop(0)
found = Analysis([str(plan.OWN / "__main__.py")], pathex=[str(plan.SOURCE)], hiddenimports=plan.hidden_modules(),
                 datas=[*plan.DATA, *{more!r}, ({empty!r}, "docx/parts"),  # the way to docx/templates
                        *collect_data_files("holidays", includes=["**/VN.mo"])],
                 excludes=plan.NOT_MODULES, optimize=2)
modules = PYZ(plan.kept_modules(found.pure, {empty!r}))
programs = [EXE(modules, found.scripts, [], exclude_binaries=True, name=name, console=console, upx=False,
                strip={strip!r}, disable_windowed_traceback=True, **face)
            for name, console, face in windows_face.programs({face!r})]
libraries = plan.kept_libraries(found.binaries, imports_of)
COLLECT(*programs, plan.without_dead_links(libraries + plan.kept_files(found.datas)), licences.licences(libraries),
        name=plan.NAME, upx=False, strip={strip!r})
"""


@dataclass(frozen=True)
class Maker:
    """The Python that freezes: how it is called, how it names a file, and whether it makes programs of Windows."""

    command: tuple[str, ...] = (sys.executable,)
    path: Callable[[Path], str] = str
    variables: Mapping[str, str] = field(default_factory=dict)
    is_windows: bool = sys.platform == "win32"


HERE = Maker()


def freeze(work: Path, maker: Maker = HERE, *, release_key: Path | None = None) -> Path:
    """Runs PyInstaller inside `work`, about a minute; gives the folder it made.

    `release_key` is a public key in PEM, which the program will ask of every update; BuildError for what is none.
    """
    _need_tools(maker)
    path = maker.path
    empty, spec = work / "countries" / "__init__.py", work / f"{NAME}.spec"  # its name says: a package
    empty.parent.mkdir()
    empty.touch()
    more = [(path(checked_key(release_key, work)), "resources")] if release_key else []
    filled = SPEC.format(
        source=path(SOURCE),
        empty=path(empty),
        more=more,
        face=path(_face(work)) if maker.is_windows else "",
        strip=sys.platform == "linux" and not maker.is_windows and shutil.which("strip") is not None,
    )
    spec.write_text(filled, encoding="utf-8")
    command = [*maker.command, "-m", "PyInstaller", "--noconfirm", "--distpath", path(work / "dist")]
    # a fixed order of sets, so that the same sources give the same executable
    environment = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", **maker.variables}
    environment["PYTHONNODEBUGRANGES"] = "1"  # lines are enough: columns need the source to be shown
    environment["PYINSTALLER_ZLIB_COMPRESSION_LEVEL"] = (
        "0"  # packed once, by the package: a fifth smaller there
    )
    environment["SOURCE_DATE_EPOCH"] = str(day_of_sources())
    said_by(*command, "--workpath", path(work / "build"), path(spec), where=work, variables=environment)
    return work / "dist" / NAME


def _need_tools(maker: Maker) -> None:
    if maker is HERE and importlib.util.find_spec("PyInstaller") is None:
        raise BuildError("thiếu PyInstaller; chạy: pip install '.[build]'")
    if sys.platform == "linux" and not maker.is_windows and shutil.which("objdump") is None:
        raise BuildError("thiếu objdump; chạy: apt-get install binutils")


def checked_key(file: Path, work: Path) -> Path:
    """A copy under the name the program looks for."""
    from chibo_desktop.base.errors import Refusal
    from chibo_desktop.exchange.release import KEY
    from chibo_desktop.seal.release_key import read_release_key

    try:
        read_release_key(file.read_bytes())
    except OSError as error:
        raise BuildError(f"không đọc được {file}: {error.strerror}") from error
    except Refusal as refused:
        raise BuildError(f"{file}: {refused.sentence}") from refused
    return Path(shutil.copy(file, work / KEY))


def _face(work: Path) -> Path:
    from chibo_installer.windows_face import make_face

    return make_face(work / "face")
