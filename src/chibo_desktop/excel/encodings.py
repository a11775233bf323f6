"""Vietnamese before Unicode: the fonts TCVN3 (ABC) and VNI and the code page 1258, recognised only where it is sure."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import nfc
from chibo_desktop.excel.syllables import is_syllable, marked_words, share_of_syllables

SURE = 0.9
"""So much of the changed words must be syllables before a change is made at all."""

_TCVN3_SIGNS = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_SIGNS, _TCVN3_LETTERS)

_VNI_AFTER = {
    "a": "ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ",
    "e": "ùéøèûẻõẽïẹâêáếàềåểãễäệ",
    "o": "ùóøòûỏõõïọâôáốàồåổãỗäộ",
    "u": "ùúøùûủõũïụ",
    "y": "ùýøỳûỷõỹ",
    "ô": "ùớøờûởõỡïợ",
    "ö": "ùứøừûửõữïự",
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "í": "í", "ì": "ì"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for letter, pairs in _VNI_AFTER.items():
        for sign, made in zip(pairs[::2], pairs[1::2], strict=True):
            table[letter + sign] = made
    upper = {key.upper(): value.upper() for key, value in table.items()}
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in table.items() if len(key) == 2}
    return {**table, **mixed, **upper}


_VNI = _vni_table()


def from_tcvn3(text: str) -> str:
    """What a text means that was typed for a TCVN3 font (.VnTime …) and shown as Latin letters."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """What a text means that was typed for a VNI font (VNI-Times …)."""
    made, place = [], 0
    while place < len(text):
        pair = text[place : place + 2]
        step = 2 if len(pair) == 2 and pair in _VNI else 1
        made.append(_VNI.get(text[place : place + step], text[place : place + step]))
        place += step
    return "".join(made)


NAMES = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}
_FROM: dict[str, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a table file and what it was written in; Refusal where that is not sure."""
    for mark, codec in ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace"), "Unicode"
    if data[:400].count(0) > len(data[:400]) // 3:
        codec = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return data.decode(codec, "replace"), "Unicode"
    try:
        return data.decode("utf-8"), "Unicode"
    except UnicodeDecodeError:
        return _decode_old(data, name)


def _decode_old(data: bytes, name: str) -> tuple[str, str]:
    latin = data.decode("latin-1")
    tried = {
        "windows-1258": nfc(data.decode("cp1258", "replace")),
        NAMES["tcvn3"]: from_tcvn3(latin),
        NAMES["vni"]: from_vni(latin),
    }
    shares = {each: share_of_syllables(marked_words(text)) for each, text in tried.items()}
    best = max(shares, key=lambda each: shares[each])
    if shares[best] < SURE or sum(share >= SURE for share in shares.values()) > 1:
        raise Refusal(
            f"Không chắc tệp “{name}” dùng bảng mã nào. Mở tệp bằng Excel, lưu lại kiểu .xlsx (phông Unicode) rồi chọn lại."
        )
    return tried[best], best


def font_of(texts: Sequence[str]) -> str:
    """The font encoding that the broken words among these texts are sure to be in; "" when none is broken.

    Refusal when a good part of the words is broken and no known encoding makes sense of them. A word counts once:
    a column of "n°" tells no more than one.
    """
    words = list(dict.fromkeys(word for text in texts for word in marked_words(text)))
    broken = [word for word in words if max(word) <= "\u00ff" and is_broken(word)]
    if len(broken) < max(2, len(words) // 20):
        return ""
    shares = {each: share_of_syllables(change(word) for word in broken) for each, change in _FROM.items()}
    best = max(shares, key=lambda each: shares[each])
    if shares[best] >= SURE and list(shares.values()).count(shares[best]) == 1:
        return best
    if len(broken) * 3 < len(words):
        return ""
    raise Refusal(
        "Chữ trong tệp bị vỡ (phông cũ) mà không chắc là phông nào. "
        "Dùng bộ gõ (UniKey, Chuyển mã) đổi tệp sang Unicode rồi chọn lại."
    )


def is_broken(word: str) -> bool:
    """Whether a word has letters and is no syllable as it stands; signs alone (½, ®) tell nothing."""
    return any(letter.isascii() and letter.isalpha() for letter in word) and not is_syllable(nfc(word))


def mend(text: str, font: str, *, all_of_it: bool) -> str:
    """The text out of a font encoding; without `all_of_it` only where it is broken as it stands."""
    words = marked_words(text)
    if not words or max(text) > "\u00ff":
        return text
    if not all_of_it and not any(map(is_broken, words)):
        return text
    return _FROM[font](text)


def is_unicode(text: str) -> bool:
    """Whether a text holds letters that only Unicode has."""
    return any("ă" <= letter <= "ư" or "\u1ea0" <= letter <= "\u1ef9" for letter in text)
