"""Which files give their words to a form, and in which sentence every other is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest

from chibo_desktop.actions import text_files
from chibo_desktop.actions.text_files import read_text_file
from chibo_desktop.base.errors import Refusal
from chibo_desktop.excel.ole import MAGIC

WORDS = "Bản tin số 10\nNêu gương bản Suối Lanh, Nà Hừ"


def container(name: str) -> bytes:
    """An old Office file that holds one stream of that name."""
    entry = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", len(name) * 2 + 2, 2)
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 22, 5)
    folder = (root.ljust(128, b"\0") + entry.ljust(128, b"\0")).ljust(512, b"\0")
    head = bytearray(MAGIC.ljust(512, b"\xff"))
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", head, 44, 1, 1)
    struct.pack_into("<IIIII", head, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<I", head, 76, 0)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    return bytes(head) + table + folder


def word(*lines: str) -> bytes:
    document, packed = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(packed)
    return packed.getvalue()


def packed(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return made.getvalue()


def put(folder: Path, data: bytes, name: str = "tin.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_word_file_gives_its_words_and_its_first_line_as_title(tmp_path: Path) -> None:
    found = read_text_file(put(tmp_path, word(*WORDS.split("\n"))))
    assert (found.name, found.title, found.content) == ("tin.docx", "Bản tin số 10", WORDS)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_is_read_whatever_unicode_it_is_in(tmp_path: Path, codec: str) -> None:
    found = read_text_file(put(tmp_path, WORDS.replace("\n", "\r\n").encode(codec), "tin.txt"))
    assert (found.title, found.content) == ("Bản tin số 10", WORDS)


def test_letters_of_an_old_font_become_unicode(tmp_path: Path) -> None:
    path = put(tmp_path, word("B¶n tin: chi bé b¶n häp tæ, bµn viÖc n\u00adíc, viÖc lµng"))
    assert "Bản tin: chi bộ bản họp tổ, bàn việc nước, việc làng" in read_text_file(path).content


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "là tệp PDF"),
        (b"{\\rtf1", "kiểu .rtf"),
        (container("WordDocument"), "kiểu cũ (.doc)"),
        (container("EncryptedPackage"), "có đặt mật khẩu"),
        (container("Workbook"), "không phải văn bản Word"),
        (packed("xl/workbook.xml", b""), "không phải văn bản Word"),
        (b"PK\x03\x04", "bị hỏng hoặc chép chưa xong"),
        (packed("word/document.xml", b"<w"), "bị hỏng hoặc không phải tệp Word"),
        (word(), "không có chữ nào"),
        (b"", "không có chữ nào"),
        (b"\x00\x01\x02\x03" * 9, "Không nhận ra tệp"),
    ],
)
def test_every_other_file_is_refused_by_what_it_is(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_text_file(put(tmp_path, data))
    assert said in refused.value.sentence
    assert "tin.docx" in refused.value.sentence


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"Không có tệp “tin.docx”"):
        read_text_file(tmp_path / "tin.docx")


def test_what_unpacks_to_far_too_much_is_not_opened(tmp_path: Path) -> None:
    path = put(tmp_path, packed("word/document.xml", b"\0" * (text_files.UNPACKED_MOST + 1)))
    with pytest.raises(Refusal, match="bung ra lớn quá 100 MB"):
        read_text_file(path)


def test_a_file_beyond_the_size_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "tin.docx"
    with path.open("wb") as file:
        file.truncate(text_files.FILE_MOST + 1)
    with pytest.raises(Refusal, match="lớn quá 20 MB"):
        read_text_file(path)
