"""Packs a proved folder for Debian and Ubuntu, for every user of a machine; what is in the folder is not decided here."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from chibo_installer.days import day_of_sources
from chibo_installer.imports import about_library
from chibo_installer.plan import NAME, ROOT, version
from chibo_installer.said import BuildError, said_by, write_sum

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
    about = {file: about_library(file) for file in sorted(folder.rglob("*")) if _is_library(file)}
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
    architecture = said_by("dpkg", "--print-architecture")
    tree, home = work / "deb", work / "deb" / "usr" / "lib" / NAME
    shutil.copytree(folder, home, symlinks=True)
    words = {"name": NAME, "version": version(), "architecture": architecture}
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
    day = {"SOURCE_DATE_EPOCH": str(day_of_sources())}
    said_by("dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, target, variables=day)
    return [target, write_sum(target)]


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
