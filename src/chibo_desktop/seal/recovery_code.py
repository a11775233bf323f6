"""The printed recovery code: how its secret is written for people and read back; what it opens is not known here.

32 characters in 8 groups of 4: 28 carry 140 random bits, the last 4 are a check over them, so that a slip in
typing is told apart from a code that does not belong. The alphabet is Crockford's: no I, L, O, U.
"""

from __future__ import annotations

import re
import secrets

from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.digest import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SECRET_LENGTH = 28
_LENGTH = 32
_ALIKE = str.maketrans("ILO", "110")
_BETWEEN = re.compile(r"[\s\u2010-\u2015.,_-]+")


class MistypedCode(Refusal):
    """What was typed is no recovery code at all: a slip, or a part is missing."""


def new_code() -> str:
    """SECRET: a new code as it is printed, for example `7K2M-…`."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(_SECRET_LENGTH))
    whole = secret + _check(secret)
    return "-".join(whole[at : at + 4] for at in range(0, _LENGTH, 4))


def read_code(typed: str) -> bytes:
    """The secret of a typed code; case, blanks and dashes do not matter. Raise MistypedCode for a slip."""
    code = _BETWEEN.sub("", typed).upper().translate(_ALIKE)
    if not code.isascii():
        raise MistypedCode("Mã chỉ có chữ không dấu và số. Hãy tắt bộ gõ tiếng Việt rồi gõ lại.", "code")
    if len(code) != _LENGTH:
        raise MistypedCode(
            f"Mã có 8 nhóm, mỗi nhóm 4 ký tự; mới thấy {len(code)} trên {_LENGTH} ký tự. Hãy gõ lại cho đủ.",
            "code",
        )
    if not set(code) <= set(ALPHABET) or _check(code[:_SECRET_LENGTH]) != code[_SECRET_LENGTH:]:
        raise MistypedCode("Có ký tự gõ nhầm. Hãy so lại từng nhóm với tờ giấy rồi gõ lại.", "code")
    return code[:_SECRET_LENGTH].encode("ascii")


def _check(secret: str) -> str:
    bits = int.from_bytes(sha256(b"chibo recovery code 1\n" + secret.encode("ascii"))[:4], "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in (15, 10, 5, 0))
