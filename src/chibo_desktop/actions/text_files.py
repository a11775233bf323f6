"""The words of a file a person chose, for a form: Word (.docx) and plain text; every other file is refused by name."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import reason_in_words
from chibo_desktop.base.text import clean_line, clean_prose
from chibo_desktop.excel.encodings import decode, font_of, mend
from chibo_desktop.excel.ole import MAGIC, Container

FILE_MOST = 20 * 1024 * 1024
UNPACKED_MOST = 100 * 1024 * 1024
"""Bytes of a file, and of everything packed in it."""
AS_DOCX = "Mở bằng Word, chọn Lưu thành (Save As), kiểu .docx, rồi chọn tệp mới."
_OTHERS = (
    (b"%PDF", "tệp PDF, không lấy chữ ra được. Hãy chọn bản Word của văn bản ấy."),
    (b"{\\rtf", f"văn bản kiểu .rtf. {AS_DOCX}"),
    (b"\x89PNG", "ảnh, không có chữ để lấy. Hãy chọn tệp Word hoặc tệp .txt."),
    (b"\xff\xd8\xff", "ảnh, không có chữ để lấy. Hãy chọn tệp Word hoặc tệp .txt."),
)


@dataclass(frozen=True)
class FileText:
    """`name` is the file's own; `pictures` and `notes` (at the foot of pages) stay in the file."""

    name: str
    title: str
    content: str
    pictures: int = 0
    notes: int = 0


def read_text_file(path: Path) -> FileText:
    """Some 150 ms the first time; Refusal for a file that has no words for us, Trouble when the disk refuses."""
    data = _bytes_of(path)
    if data.startswith(MAGIC):
        raise _old(data, path.name)
    for start, what in _OTHERS:
        if data.startswith(start):
            raise Refusal(f"“{path.name}” là {what}")
    found = _word(data, path.name) if data.startswith(b"PK") else _plain(data, path.name)
    if not found.content:
        raise Refusal(f"Tệp “{path.name}” không có chữ nào để lấy. Chọn tệp khác.")
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_MOST + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise Refusal(f"Không có tệp “{path.name}”. Xem lại tên và thư mục.") from None
    except OSError as error:
        raise Trouble(f"Không đọc được tệp “{path.name}”: {reason_in_words(error)}") from error
    if len(data) > FILE_MOST:
        raise Refusal(
            f"Tệp “{path.name}” lớn quá {FILE_MOST // 1024 // 1024} MB. Bỏ bớt ảnh trong tệp, lưu lại rồi chọn lại."
        )
    return data


def _old(data: bytes, name: str) -> Refusal:
    try:
        names = Container(data).names
    except (ValueError, IndexError, struct.error):
        names = frozenset()
    if "EncryptedPackage" in names:
        return Refusal(f"Tệp “{name}” có đặt mật khẩu. Mở bằng Word, bỏ mật khẩu, lưu lại rồi chọn lại.")
    if "WordDocument" in names:
        return Refusal(f"“{name}” là văn bản Word kiểu cũ (.doc). {AS_DOCX}")
    return Refusal(f"“{name}” không phải văn bản Word. Chọn tệp .docx hoặc .txt.")


def _word(data: bytes, name: str) -> FileText:
    from chibo_desktop.papers.word_text import read_word

    _check_packed(data, name)
    found = read_word(data, name)
    words = "\n".join((found.title, *found.lines))
    font = _font_of(words, name)
    lines = [mend(line, font, all_of_it=False) if font else line for line in (found.title, *found.lines)]
    return FileText(
        name, clean_line(lines[0]), clean_prose("\n".join(lines[1:])), found.pictures, found.notes
    )


def _check_packed(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise Refusal(f"Tệp “{name}” bị hỏng hoặc chép chưa xong. Chép lại tệp rồi chọn lại.") from None
    if sum(info.file_size for info in inside) > UNPACKED_MOST:
        raise Refusal(f"Tệp “{name}” bung ra lớn quá {UNPACKED_MOST // 1024 // 1024} MB nên không mở.")
    if not any(info.filename.startswith("word/") for info in inside):
        raise Refusal(f"“{name}” không phải văn bản Word. Chọn tệp .docx hoặc .txt.")


def _plain(data: bytes, name: str) -> FileText:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(f"Không nhận ra tệp “{name}” là tệp gì. Chọn tệp .docx hoặc .txt.")
    try:
        words = decode(data, name)[0]
    except Refusal:
        raise _old_letters(name) from None
    font = _font_of(words, name)
    content = clean_prose(mend(words, font, all_of_it=False) if font else words)
    return FileText(name, clean_line(content.partition("\n")[0]), content)


def _font_of(words: str, name: str) -> str:
    try:
        return font_of([words])
    except Refusal:
        raise _old_letters(name) from None


def _old_letters(name: str) -> Refusal:
    return Refusal(
        f"Chữ trong tệp “{name}” theo phông cũ mà không chắc là phông nào. "
        "Dùng bộ gõ (UniKey, Chuyển mã) đổi sang Unicode rồi chọn lại."
    )
