"""An installer of the program that came on a stick, and the signed line beside it; nothing is copied or started here.

Beside `chibo-desktop-0.2.0-setup.exe` lies `chibo-desktop-0.2.0-setup.exe.release`: the signed line, then its
signature in base64. The public key travels inside the program (`--release-key` of build_installer.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from chibo_desktop import __version__
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import reason_in_words, resource
from chibo_desktop.base.setups import SYSTEMS, named_version, this_system, version_order
from chibo_desktop.seal import shapes
from chibo_desktop.seal.digest import file_sha256
from chibo_desktop.seal.refusals import Forged, NewerFormat
from chibo_desktop.seal.release_key import read_release_key
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.seal.signed_line import make_signed, read_signed

SUFFIX = ".release"
KEY = "release.pub"
"""Among the resources of a built program; a program run from its sources has none."""
MOST = 64 * 1024
"""Bytes of a `.release` that are read."""
MOST_OF_SETUP = 1024**3
"""Bytes of an installer; ours has 40 million."""

SYSTEM_WORDS = {"windows": "Windows", "debian": "Debian, Ubuntu"}

Say = Callable[[int, int], object]


@dataclass(frozen=True)
class Release:
    """What an installer is. Unchecked: the program holds no release key, and only the file's name speaks."""

    setup: Path
    version: str
    system: str
    size: int
    """Bytes."""
    sha256: str
    made_at: datetime | None
    is_checked: bool

    @property
    def is_newer(self) -> bool:
        """Than the program that runs."""
        return version_order(self.version) > version_order(__version__)

    @property
    def fits_here(self) -> bool:
        """Whether it installs on a machine like this one."""
        return self.system == this_system()


def release_key() -> str | None:
    """The public key this program was built with; None when it was built, or runs, without one.

    Trouble when it is there and spoilt: that must not turn the checking off.
    """
    try:
        file = resource(KEY)
    except Trouble:
        return None
    try:
        return read_release_key(file.read_bytes())
    except (OSError, Refusal) as error:
        raise Trouble(
            "Khóa phát hành trong chương trình đã hỏng nên không kiểm được bộ cài. "
            "Hãy cài lại chương trình bằng bộ cài nhận tận tay từ cấp trên."
        ) from error


def read_release(setup: Path, key: str | None, say: Say = lambda *_: None) -> Release:
    """What the installer is, its signature and every byte of it checked under `key`. Reads the whole file.

    Refusal when it is no installer, not signed by `key`, spoilt on its way, or for another system; Trouble when
    the stick does not read. With `key` None nothing can be checked, and the answer says so.
    """
    named = named_version(setup)
    if named is None:
        raise Refusal(f"“{setup.name}” không phải bộ cài của chương trình này.")
    try:
        release = _named(setup, named, say) if key is None else _signed(setup, key, say)
    except OSError as error:
        raise Trouble(f"Không đọc được bộ cài: {reason_in_words(error)}") from error
    if not release.fits_here:
        raise Refusal(f"Bộ cài này dành cho {SYSTEM_WORDS[release.system]}, máy này không dùng được.")
    return release


def write_release(setup: Path, key: SigningKey, at: datetime) -> Path:
    """Signs an installer: writes the `.release` beside it and gives its path. For whoever makes the program."""
    version = named_version(setup)
    if version is None:
        raise Refusal(f"“{setup.name}” không có tên của một bộ cài, như chibo-desktop-0.2.0-setup.exe.")
    fields = {
        "type": "release",
        "file": setup.name,
        "version": version,
        "system": SYSTEMS[setup.suffix.lower()],
        "size": setup.stat().st_size,
        "sha256": file_sha256(setup),
        "by": key.public,
        "at": shapes.moment_text(at),
    }
    line = make_signed(key, fields)
    target = beside(setup)
    target.write_bytes(f"{line.text}\n{line.signature}\n".encode())
    return target


def beside(setup: Path) -> Path:
    """Where the signed line of an installer lies."""
    return setup.with_name(setup.name + SUFFIX)


def _named(setup: Path, version: str, say: Say) -> Release:
    size = setup.stat().st_size
    if size > MOST_OF_SETUP:
        raise Refusal(f"“{setup.name}” quá lớn so với bộ cài của chương trình này. Hãy xin lại bộ cài.")
    return Release(
        setup, version, SYSTEMS[setup.suffix.lower()], size, file_sha256(setup, say), None, is_checked=False
    )


def _signed(setup: Path, key: str, say: Say) -> Release:
    file = beside(setup)
    if not file.is_file():
        raise Refusal(
            f"Không thấy tệp “{file.name}” cạnh bộ cài nên không biết bộ cài có đúng của nơi phát hành không. "
            "Hãy chép cả hai tệp vào USB rồi làm lại."
        )
    said = _read_line(file, key)
    if said["file"] != setup.name:
        raise Refusal(
            f"Tệp “{file.name}” là của bộ cài “{said['file']}”. Hãy xin lại đúng hai tệp đi cùng nhau."
        )
    size = setup.stat().st_size
    if size != said["size"] or file_sha256(setup, say) != said["sha256"]:
        raise Refusal(
            "Bộ cài không còn nguyên như lúc phát hành: chép hỏng hoặc đã bị sửa. Không cài; hãy chép lại."
        )
    at = datetime.fromisoformat(said["at"])
    return Release(setup, said["version"], said["system"], size, said["sha256"], at, is_checked=True)


def _read_line(file: Path, key: str) -> dict[str, Any]:
    with file.open("rb") as held:
        data = held.read(MOST)
    try:
        # an editor of Windows may have changed the ends; the line itself is signed
        text, signature, rest = data.decode("utf-8").replace("\r\n", "\n").split("\n")
        if rest:
            raise Forged("lines")
        said = read_signed(text, signature, key).body
        if said["type"] != "release":
            raise Forged("type")
    except NewerFormat as error:  # read before the signature: "update the program" would help nobody here
        raise Refusal(
            "Bộ cài này cần bản chương trình mới hơn mới kiểm được. Hãy xin bộ cài trao tận tay từ cấp trên."
        ) from error
    except (Forged, ValueError) as error:
        raise Refusal(
            "Chữ ký của bộ cài không phải của nơi phát hành chương trình. Không cài; hãy xin lại bộ cài từ cấp trên."
        ) from error
    return said
