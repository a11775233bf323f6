"""Which kind of table file some bytes are, by what is in them and not by their name, and one sentence for every other file."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import Literal

from chibo_desktop.base.errors import Refusal
from chibo_desktop.excel.ole import MAGIC, Container

Kind = Literal["xls", "xlsx", "ods", "csv"]

FILE_MOST = 30 * 1024 * 1024
"""Bytes of a file; the roster of a whole province is a tenth of that."""
UNPACKED_MOST = 200 * 1024 * 1024
"""Bytes of everything packed in a file."""

AGAIN = "Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu .xlsx, rồi chọn tệp mới."
_MARKUP = re.compile(rb"<(html|table|!doctype|meta|head|body|\?xml|workbook)\b", re.IGNORECASE)
_WORD = {"word/document.xml": "văn bản Word", "ppt/presentation.xml": "bài trình chiếu"}
_ODF = {b"text": "văn bản Writer", b"presentation": "bài trình chiếu", b"graphics": "bản vẽ"}
_MEDIA = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "ảnh"),
    (b"\xff\xd8\xff", "ảnh"),
    (b"{\\rtf", "văn bản Word"),
    (b"Rar!", "tệp nén"),
    (b"7z\xbc\xaf", "tệp nén"),
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of file; Refusal, naming it, for anything that is no table, is locked, damaged or far too large."""
    if not data:
        raise Refusal(f"Tệp “{name}” trống, không có gì trong đó. Chọn tệp khác.")
    if len(data) > FILE_MOST:
        raise Refusal(
            f"Tệp “{name}” lớn quá {FILE_MOST // 1024 // 1024} MB. Chép riêng bảng danh sách sang một tệp mới."
        )
    if data.startswith(MAGIC):
        return _old(data, name)
    if data.startswith(b"PK"):
        return _packed(data, name)
    for start, what in _MEDIA:
        if data.startswith(start):
            raise no_table(name, what)
    return _words(data, name)


def no_table(name: str, what: str) -> Refusal:
    """The sentence for a file that is something else."""
    return Refusal(f"“{name}” là {what}, không phải bảng tính. Chọn tệp Excel có danh sách đảng viên.")


def damaged(name: str) -> Refusal:
    """The sentence for a table file that cannot be read to its end."""
    return Refusal(f"Tệp “{name}” bị hỏng hoặc chép chưa xong. Chép lại tệp, hoặc mở bằng Excel rồi lưu lại.")


def locked(name: str) -> Refusal:
    """The sentence for a file with a password."""
    return Refusal(f"Tệp “{name}” có đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu, lưu lại rồi chọn lại tệp ấy.")


def _old(data: bytes, name: str) -> Kind:
    try:
        names = Container(data).names
    except (ValueError, IndexError, struct.error):
        raise damaged(name) from None
    if "EncryptedPackage" in names:
        raise locked(name)
    if "WordDocument" in names:
        raise no_table(name, "văn bản Word")
    if not names & {"Workbook", "Book"}:
        raise no_table(name, "một loại tệp khác")
    return "xls"


def _packed(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _packed_kind(packed, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise damaged(name) from None


def _packed_kind(packed: zipfile.ZipFile, name: str) -> Kind:
    names = set(packed.namelist())
    if sum(info.file_size for info in packed.infolist()) > UNPACKED_MOST or len(names) > 5_000:
        raise Refusal(
            f"Tệp “{name}” bung ra lớn quá {UNPACKED_MOST // 1024 // 1024} MB nên không mở. "
            "Chép riêng bảng danh sách sang một tệp mới."
        )
    if any(info.flag_bits & 1 for info in packed.infolist()):
        raise locked(name)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Refusal(f"Tệp “{name}” thuộc kiểu .xlsb, chương trình không đọc kiểu này. {AGAIN}")
    if "mimetype" in names and "content.xml" in names:
        return _open_document(packed, name, names)
    what = next((what for part, what in _WORD.items() if part in names), "tệp nén")
    raise no_table(name, what)


def _open_document(packed: zipfile.ZipFile, name: str, names: set[str]) -> Kind:
    kind = packed.read("mimetype")[:100]
    if b"spreadsheet" not in kind:
        raise no_table(name, next((what for word, what in _ODF.items() if word in kind), "một loại tệp khác"))
    if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
        raise locked(name)
    return "ods"


def _words(data: bytes, name: str) -> Kind:
    head = data[:4096]
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if _MARKUP.search(head.replace(b"\0", b"") if is_wide else head):
        raise Refusal(f"Tệp “{name}” mang đuôi của Excel nhưng bên trong là trang web (HTML, XML). {AGAIN}")
    if not is_wide and head.count(b"\0") > len(head) // 3:
        is_wide = True  # UTF-16 without its mark
    if not is_wide and b"\0" in head:
        raise Refusal(f"Không nhận ra tệp “{name}” là tệp gì. Chọn tệp Excel (.xlsx, .xls), .ods hoặc .csv.")
    return "csv"
