"""Vietnamese written the old ways, for tests: the tables here are typed anew and not those of the program."""

from __future__ import annotations

import unicodedata

_TCVN3 = {
    "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ă": 0xA8, "ằ": 0xBB, "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE,
    "ặ": 0xC6, "â": 0xA9, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB, "đ": 0xAE, "è": 0xCC, "ẻ": 0xCE,
    "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1, "ê": 0xAA, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7,
    "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD, "ị": 0xDE, "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ô": 0xAB,
    "ồ": 0xE5, "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9, "ơ": 0xAC, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED,
    "ợ": 0xEE, "ù": 0xEF, "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4, "ư": 0xAD, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7,
    "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA, "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE, "Đ": 0xA7, "Ô": 0xA4, "Ơ": 0xA5,
    "Ư": 0xA6, "Ê": 0xA3, "Â": 0xA2, "Ă": 0xA1,
}  # fmt: skip
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BOW = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_I = {"\u0301": "í", "\u0300": "ì", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò"}


def as_tcvn3(text: str) -> str:
    """The letters a TCVN3 font needs to look like the text."""
    return "".join(chr(_TCVN3.get(letter, ord(letter))) for letter in text)


def as_vni(text: str) -> str:
    """The same for a VNI font."""
    return "".join(_vni(letter) for letter in text)


def _vni(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in parts if mark in _VNI_TONES), "")
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark != tone)).lower()
    made = _vni_small(base, tone)
    return made.upper() if letter.isupper() else made


def _vni_small(base: str, tone: str) -> str:
    if base in "âêô" and base:
        return unicodedata.normalize("NFD", base)[0] + _VNI_HAT[tone]
    if base == "ă":
        return "a" + _VNI_BOW[tone]
    if base == "đ":
        return "ñ"
    if base == "i" and tone:
        return _VNI_I[tone]
    if base == "y" and tone == "\u0323":
        return "î"
    letter = {"ơ": "ô", "ư": "ö"}.get(base, base)
    return letter + (_VNI_TONES[tone] if tone else "")


def as_windows_1258(text: str) -> bytes:
    """The bytes of code page 1258: hats and horns in the letter, tones behind it."""
    made = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in _VNI_TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _VNI_TONES))
        made += (base + tone).encode("cp1258")
    return made
