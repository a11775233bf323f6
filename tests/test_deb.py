"""The Debian package installs into a bare Debian 12 without Python, works there for a person, and leaves their data when it goes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from e2e.screen import Screen, open_screen
from structure import ROOT

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("pyinstaller", "dpkg-deb", "objdump", "debootstrap", "unshare", "Xvfb", "xdotool"),
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="debootstrap needs root"),
]

PERSON, HOME = "bithu", "/home/bithu"
WIDTH, HEIGHT, LETTERS = 1366, 768, 30
ENTER = """
mount -t proc proc "$1/proc"; mount --rbind /dev "$1/dev"
mkdir -p "$1/tmp/.X11-unix"; mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
exec chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 ${3:+DISPLAY="$3"} bash -euc "$2"
"""
"""Mounts end with the namespace of the process, whatever happens; nothing has to be unmounted."""


@dataclass(frozen=True)
class Debian:
    """A Debian 12 with nothing but what debootstrap puts there."""

    root: Path

    def start(self, script: str, *, screen: str = "") -> subprocess.Popen[str]:
        """A script of root's inside."""
        words = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-euc", ENTER, "enter"]
        command = [*words, str(self.root), script, screen]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def do(self, script: str) -> str:
        """The same, to its end, which must be good; what it said."""
        with self.start(script) as running:
            said, _ = running.communicate(timeout=900)
        assert running.returncode == 0, said
        return said

    def as_person(self, words: str) -> str:
        """What a person types, in their home, with no variable set but HOME."""
        return self.do(f"su {PERSON} -c 'cd; exec env -i HOME={HOME} LC_ALL=C.UTF-8 {words}'")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built and proved once."""
    out = tmp_path_factory.mktemp("deb")
    command = [sys.executable, str(ROOT / "build_installer.py"), "--out", str(out), "--deb"]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.deb"))


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """An empty one."""
    Path("/tmp/.X11-unix").mkdir(exist_ok=True)
    with open_screen(tmp_path) as screen:
        yield screen


@pytest.fixture
def debian(package: Path, tmp_path: Path) -> Debian:
    """The bare system with the package installed; packages come the way this machine gets its own."""
    root = tmp_path / "bookworm"
    command = ["debootstrap", "--variant=minbase", "bookworm", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    for name in ("resolv.conf", "hosts"):
        shutil.copy(f"/etc/{name}", root / "etc" / name)
    shutil.copytree("/etc/apt/apt.conf.d", root / "etc/apt/apt.conf.d", dirs_exist_ok=True)
    shutil.copy(package, root / "root")
    system = Debian(root)
    install = "DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends"
    system.do(f"useradd -m {PERSON}; apt-get update -q; {install} /root/{package.name}")
    return system


def test_the_checksum_beside_the_package_is_its_own(package: Path) -> None:
    written = package.with_name(f"{package.name}.sha256").read_text(encoding="ascii")
    assert written == f"{hashlib.sha256(package.read_bytes()).hexdigest()}  {package.name}\n"


def test_it_owns_its_own_folders_only_and_everything_belongs_to_root(package: Path) -> None:
    listed = subprocess.run(["dpkg-deb", "-c", str(package)], capture_output=True, text=True, check=True)
    lines = [line.split(maxsplit=5) for line in listed.stdout.splitlines()]
    assert {owner for _, owner, *_ in lines} == {"root/root"}
    files = {words[5].split(" -> ")[0] for words in lines if not words[0].startswith("d")}
    own = ("./usr/lib/chibo-desktop/", "./usr/share/doc/chibo-desktop/")
    assert sorted(name for name in files if not name.startswith(own)) == [
        "./usr/bin/chibo-desktop",
        "./usr/share/applications/chibo-desktop.desktop",
        "./usr/share/icons/hicolor/scalable/apps/chibo-desktop.svg",
        "./usr/share/icons/hicolor/scalable/mimetypes/chibo-desktop-bundle.svg",
        "./usr/share/mime/packages/chibo-desktop.xml",
    ]
    assert {mode[-3:] for mode, *_ in lines if not mode.startswith("l")} == {"r-x", "r--"}


def test_it_works_where_there_is_no_python_and_removed_it_leaves_all_data(
    debian: Debian, screen: Screen
) -> None:
    assert debian.do("command -v python3 || echo none").strip() == "none"
    assert debian.do("dpkg --verify chibo-desktop") == ""
    said = debian.as_person("chibo-desktop self-test")
    assert "HỎNG" not in said
    assert "Cửa sổ: mở được, không có màn hình\n" in said
    debian.as_person("chibo-desktop demo mau")
    assert painted(debian, screen, f"{HOME}/mau/chi-bo-1")
    everything = f"cd {HOME}; find . -type f | sort | xargs -d '\\n' sha256sum"
    before = debian.do(everything)
    assert before.count(".db\n") == 4
    debian.do("DEBIAN_FRONTEND=noninteractive apt-get purge -qy chibo-desktop")
    assert debian.do(everything) == before
    assert debian.do("find /usr /etc /opt /var/lib/dpkg/info -name '*chibo*'") == ""


def painted(debian: Debian, screen: Screen, desk: str) -> bool:
    """Whether the window of a desk comes up on a screen, with letters in it."""
    words = f"chibo-desktop --data-dir {desk}"
    script = f'su {PERSON} -c "cd; exec env -i HOME={HOME} LC_ALL=C.UTF-8 DISPLAY=$DISPLAY {words}"'
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Sổ sinh hoạt"]
    environment = {**os.environ, "DISPLAY": screen.display}
    with debian.start(script, screen=screen.display) as running:
        try:
            subprocess.run(search, env=environment, capture_output=True, timeout=60, check=True)
            until = time.monotonic() + 30
            while (seen := colours_on(screen)) < LETTERS and time.monotonic() < until:
                continue  # reading the screen takes a moment
        finally:
            running.kill()  # unshare does not hear SIGTERM; what runs inside ends with it
    return seen >= LETTERS


def colours_on(screen: Screen) -> int:
    """How many different ones stand on it; letters have blended edges."""
    pixels = screen.pixels.read_bytes()[-WIDTH * HEIGHT * 4 :]
    return len({pixels[at : at + 4] for at in range(0, len(pixels), 4)})
