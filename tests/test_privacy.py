"""Nothing real slips into the repository: no one's numbers, no real mountain commune, no machine path, no registry."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from structure import ROOT, write_tree

SKIPPED = {".git", ".venv", ".hypothesis", "build", "dist", "node_modules", "__pycache__"}
OWN = Path("tests/test_privacy.py")

# A citizen number is 12 digits and opens with the code of a province, 001 to 096. Invented ones open with 099.
CITIZEN = re.compile(r"(?<![\w.,])0(?:0[1-9]|[1-8]\d|9[0-6])(?:[ .]?\d){9}(?![\w,])")
# A mobile number; the invented range is 0900 000 xxx.
PHONE = re.compile(r"(?<![\w.,])(?:\+84|0)[ .]?[35789]\d(?:[ .-]?\d){7}(?![\w,])")
INVENTED_PHONE = re.compile(r"(?:\+?84|0)900000\d{3}")
MAIL = re.compile(r"(?<![\w.])[\w.+-]+@([\w-]+\.)+[a-z]{2,}\b")
INVENTED_MAIL = re.compile(r"@([\w-]+\.)*(example|test|invalid|localhost|vidu)(\.(org|com|net|vn))?$|^git@")

MACHINE_PATH = re.compile(
    r"(?<![\w.])/(?:work|farm|root|home/[a-z]+|tmp/[a-z]+)/[A-Za-z._-]|\b[A-Z]:\\Users\\\w"
)
REGISTRY = re.compile(
    r"\b(?:py" r"pi|python" r"hosted|npm" r"js|deb" r"ian)\.(?:org|net)\b|\bregistry\.[a-z]+\."
)

# Places the sample must not be mistaken for. Names that are also common words (Sơn La is not, Hòa Bình is) stay out.
PLACES = (
    "Điện Biên", "Lai Châu", "Sơn La", "Lào Cai", "Yên Bái", "Hà Giang", "Tuyên Quang", "Cao Bằng", "Bắc Kạn", "Lạng Sơn",
    "Thái Nguyên", "Phú Thọ", "Mường Nhé", "Mường Chà", "Mường Ảng", "Mường Lay", "Mường Tè", "Mường La", "Tủa Chùa",
    "Nậm Pồ", "Nậm Nhùn", "Sìn Hồ", "Phong Thổ", "Tam Đường", "Than Uyên", "Sốp Cộp", "Sông Mã", "Thuận Châu", "Quỳnh Nhai",
    "Mai Sơn", "Mộc Châu", "Vân Hồ", "Bắc Yên", "Phù Yên", "Mù Cang Chải", "Trạm Tấu", "Văn Chấn", "Bắc Hà", "Si Ma Cai",
    "Mường Khương", "Bát Xát", "Sa Pa", "Đồng Văn", "Mèo Vạc", "Quản Bạ", "Hoàng Su Phì", "Xín Mần", "Bảo Lạc", "Kỳ Sơn",
    "Tương Dương", "Quan Sơn", "Mường Lát",
)  # fmt: skip
PLACE = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, PLACES)) + r")(?!\w)")


def plain_files(top: Path) -> Iterator[tuple[Path, str]]:
    """Every text file of the checkout with its words; folders that tools and demos make are not part of it."""
    for folder, inside, names in os.walk(top):
        inside[:] = [
            name
            for name in inside
            if not (name in SKIPPED or name.startswith("demo-") or name.endswith("_cache"))
        ]
        for name in names:
            path = Path(folder, name)
            try:
                yield path.relative_to(top), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def real_things(line: str) -> Iterator[str]:
    """What in one line looks as if it belonged to a person, a place or a machine that exists."""
    yield from (f"citizen number {found[0]}" for found in CITIZEN.finditer(line))
    for found in PHONE.finditer(line):
        if not INVENTED_PHONE.fullmatch(re.sub(r"[ .-]", "", found[0])):
            yield f"phone number {found[0]}"
    for found in MAIL.finditer(line):
        if not INVENTED_MAIL.search(found[0]):
            yield f"mail address {found[0]}"
    yield from (f"real place {found[0]}" for found in PLACE.finditer(line))
    yield from (f"machine path {found[0]}" for found in MACHINE_PATH.finditer(line))
    yield from (f"registry host {found[0]}" for found in REGISTRY.finditer(line))


def findings(top: Path) -> list[str]:
    """`file:line what`, for the whole tree but this file."""
    return [
        f"{path.as_posix()}:{number} {what}"
        for path, text in plain_files(top)
        if path != OWN
        for number, line in enumerate(text.splitlines(), 1)
        for what in real_things(line)
    ]


def test_the_repository_holds_nothing_real() -> None:
    assert findings(ROOT) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("so_the = '011075001234'", "citizen number"),
        ("CCCD: 011 075 001 234.", "citizen number"),
        ("điện thoại 0912 345 678", "phone number"),
        ("+84 912345678", "phone number"),
        ("gọi 0900 000 123 hoặc +84900000123", ""),
        ("số thẻ 099075000123", ""),
        ("tệp 202610051930.zip, tỷ lệ 0,912345678", ""),
        ("ai@" + "gmail.com", "mail address"),
        ("bi-thu@muong-say.example", ""),
        ("xã Mường Nhé, tỉnh X", "real place"),
        ("tỉnh Nậm Sơn, xã Mường Sáy, bản Suối Lanh", ""),
        ("/home/an" + "/chibo.db", "machine path"),
        ("C:\\Users\\" + "an\\x", "machine path"),
        ("~/.local/share, /usr/share/fonts, /tmp, /home", ""),
        ("https://py" + "pi.org/simple", "registry host"),
    ],
)  # fmt: skip
def test_what_looks_real_is_found_and_what_is_invented_is_not(tmp_path: Path, line: str, what: str) -> None:
    found = findings(write_tree(tmp_path, {"resources/x.md": f"# Một\n{line}\n"}))
    assert [text.split(" ")[0] for text in found] == (["resources/x.md:2"] if what else [])
    assert all(what in text for text in found)


def test_folders_that_tools_make_are_not_read(tmp_path: Path) -> None:
    line = "0912 345 678\n"
    files = {".venv/a.py": line, "demo-chibo/a.txt": line, ".mypy_cache/a.json": line, "src/a.py": line}
    assert [text.split(":")[0] for text in findings(write_tree(tmp_path, files))] == ["src/a.py"]
