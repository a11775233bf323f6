"""Names of files that every disk takes, of ext4, NTFS, exFAT and FAT32 alike; which folder they lie in is not said here.

"Naming Files, Paths, and Namespaces" (learn.microsoft.com) gives the characters, the reserved names and the trailing
dot and space; 255 UTF-16 units are the limit of NTFS, exFAT and FAT32, 255 bytes that of ext4.
"""

from __future__ import annotations

import re

from chibo_desktop.base.text import clean_line, fold

FORBIDDEN = '<>:"/\\|?*'
LONGEST = 255
"""UTF-16 units, and bytes of UTF-8."""
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def plain_words(words: str, most: int = 80) -> str:
    """`chi-bo-ban-suoi-lanh`: small letters, digits and hyphens, at most `most`; "" when nothing is left.

    Names of this sort differ or are one, whatever a disk thinks of case or of marks.
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:most].rstrip("-")


def why_not(name: str) -> str:
    """Why some disk would refuse the name, or silently write elsewhere, and what to do; "" when all take it."""
    wrong = next((sign for sign in name if sign in FORBIDDEN or ord(sign) < 32), "")
    if wrong:
        sign = f"dấu {wrong}" if wrong.isprintable() else "ký tự ẩn"
        return f"Tên tệp không được có {sign}. Hãy đặt tên khác."
    if not name.strip(" ."):
        return "Chưa có tên tệp. Hãy gõ tên."
    if name[-1] in " .":
        return "Tên tệp không được kết thúc bằng dấu chấm hay dấu cách. Hãy đặt tên khác."
    if _is_reserved(name):
        return f"Windows giữ tên “{name.partition('.')[0]}” cho thiết bị. Hãy đặt tên khác."
    return "" if _fits(name, LONGEST) else "Tên tệp quá dài. Hãy đặt tên ngắn hơn."


def safe_name(name: str, most: int = LONGEST) -> str:
    """The name as every disk takes it, in at most `most` bytes, its marks and its ending kept; "x" for nothing at all."""
    visible = (sign if sign.isprintable() and sign not in FORBIDDEN else " " for sign in clean_line(name))
    kept = clean_line("".join(visible)).strip(" .")
    if _is_reserved(kept):
        kept = f"_{kept}"
    stem, dot, ending = kept.rpartition(".")
    if not stem or not _fits(f"{dot}{ending}", most // 2):
        stem, dot, ending = kept, "", ""
    room = most - len(f"{dot}{ending}".encode())
    return f"{_cut(stem, room).rstrip(' .')}{dot}{ending}" or "x"


def _is_reserved(name: str) -> bool:
    """With any ending, and with spaces before it: `con.pdf` and `CON .txt` are the console as well."""
    return _RESERVED.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def _fits(name: str, most: int) -> bool:
    # a sign of two UTF-16 units has four bytes, any other at least one: the bytes are never fewer than the units
    return len(name.encode(errors="surrogatepass")) <= most


def _cut(words: str, most: int) -> str:
    return words.encode()[:most].decode(errors="ignore")
