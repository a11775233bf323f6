"""Makes a folder of the program that runs without Python, proves it, and packs it: a .deb, a Windows setup, a test setup under Wine."""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

from chibo_installer import (
    debian,
    freezing,
    imports,
    installed,
    proof,
    setup_proof,
    signing,
    wheels,
    windows_setup,
    wine,
)
from chibo_installer.plan import NAME
from chibo_installer.said import BuildError

FOR_THIS, FOR_WINDOWS = NAME, f"{NAME}-windows-test"
"""Names of the folders that are left."""


def main(words: list[str] | None = None) -> int:
    """0: everything is there and works. 1: it is not; nothing is left behind."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe of Windows takes no Vietnamese otherwise
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = read_words(words)
    try:
        if given.wheels:
            print(*wheels.table({python: wheels.resolved(python) for python in wheels.PYTHONS}), sep="\n")
            return 0
        if given.sign:
            print(signing.sign(given.sign, given.key))
            return 0
        target: Path = given.out.absolute() / (FOR_WINDOWS if given.wine else FOR_THIS)
        if target.exists():
            raise BuildError(f"đã có {target}; xóa đi hoặc chọn thư mục khác")
        with tempfile.TemporaryDirectory(prefix="chibo-build-", ignore_cleanup_errors=True) as name:
            work = Path(name).resolve()
            made = under_wine(work, given) if given.wine else on_this_machine(work, given)
            target.parent.mkdir(parents=True, exist_ok=True)
            places = [target, *(target.parent / file.name for file in made[1:])]
            for each, place in zip(made, places, strict=True):
                shutil.move(each, place)
    except BuildError as failed:
        print(f"Không xong: {failed}", file=sys.stderr)
        return 1
    for each in places[:2]:
        print(each, *proof.describe(each), sep="\n")
    return 0


def read_words(words: list[str] | None) -> argparse.Namespace:
    """What is asked for; ends the program for help and wrong words."""
    parser = argparse.ArgumentParser(
        description="Làm một thư mục chạy được trên máy không có Python, chạy thử từ một thư mục rỗng, "
        "rồi đóng gói: trên Windows thành bộ cài .exe (nếu có NSIS), trên Debian thành .deb nếu muốn.",
        epilog="Chỉ dùng cho loại máy đã làm ra nó (Linux: glibc không cũ hơn). "
        "Thư mục không qua .deb thì máy dùng vẫn cần libgl1, libegl1, libcups2 và phông chữ. "
        "Bộ cài làm bằng --wine là bản thử: không giao cho người dùng.",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help=f"nơi sẽ có DIR/{FOR_THIS} và các gói")
    parser.add_argument("--deb", action="store_true", help="thêm gói .deb và tệp .sha256 trong DIR")
    parser.add_argument(
        "--wine", action="store_true", help="trên Debian: làm và thử bộ cài Windows dưới Wine"
    )
    parser.add_argument(
        "--bed", type=Path, metavar="DIR", help="với --wine: giữ Windows thử ở DIR, lần sau dùng lại"
    )
    parser.add_argument(
        "--release-key", type=Path, metavar="FILE.pub", help="khóa công khai của nơi phát hành"
    )
    parser.add_argument(
        "--wheels", action="store_true", help="chỉ in bảng: gói nào có cho Windows, Python nào"
    )
    parser.add_argument(
        "--sign", type=Path, metavar="SETUP", help="chỉ ký một bộ cài: ghi tệp .release cạnh nó"
    )
    parser.add_argument(
        "--key", type=Path, metavar="FILE.key", help="với --sign: khóa bí mật của nơi phát hành"
    )
    given = parser.parse_args(words)
    if not (given.out or given.wheels or given.sign):
        parser.error("thiếu --out DIR")
    if given.sign and not given.key:
        parser.error("--sign cần --key FILE.key")
    if given.wine and given.release_key:
        parser.error("bản thử dưới Wine tự làm cặp khóa của nó; bỏ --release-key")
    return given


def on_this_machine(work: Path, given: argparse.Namespace) -> list[Path]:
    """The proved folder, then what it was packed into, of the kind of machine this is."""
    made = freezing.freeze(work, release_key=given.release_key)
    say(proof.prove(made))
    if not freezing.HERE.is_windows:
        return [made, *(debian.pack_deb(made, work) if given.deb else [])]
    say(checked_imports(imports.all_windows_imports(made)))
    if windows_setup.find_makensis() is None:
        print("Không thấy NSIS nên không đóng bộ cài; chép cả thư mục vẫn dùng được.", flush=True)
        return [made]
    return [made, *windows_setup.pack_setup(made, work)]


def under_wine(work: Path, given: argparse.Namespace) -> list[Path]:
    """A folder of Windows and a test setup that was installed, tried and removed under Wine."""
    bed = wine.make_bed(given.bed.absolute() if given.bed else work / "bed")
    try:
        key, public = signing.trial_pair(work)
        made = freezing.freeze(work, bed.maker(), release_key=public)
        say(checked_imports(wine.imports_under(bed, made)))
        package = windows_setup.pack_setup(made, work, label=windows_setup.TEST)
        say(proof.describe(package[0]))
        say(setup_proof.prove_setup(installed.Installed(bed, package[0]), work, key))
    finally:
        bed.stop()
    return [made, *package]


def checked_imports(found: dict[str, set[str]]) -> Iterator[str]:
    """Every library asked for from outside the folder, in a sentence; BuildError when no Windows 10 has it."""
    asked = imports.outside(found)
    yield f"{len(found)} tệp chương trình; thư viện lấy của Windows: {', '.join(asked)}"
    if strange := imports.not_windows(asked, imports.system_libraries()):
        who = "; ".join(f"{name} (cần cho {', '.join(asked[name])})" for name in strange)
        raise BuildError(f"Windows 10 không có: {who}")


def say(sentences: Iterator[str]) -> None:
    """Prints each as soon as it holds."""
    for sentence in sentences:
        print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
