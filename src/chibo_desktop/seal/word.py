"""The one-time word of an invitation: how it is made, typed, and proved without being shown; who invites is not known here.

Eight characters of Crockford's alphabet, 40 bits. What travels is never the word but a proof made with it over
the keys of both sides: whoever exchanges a key on the way cannot make the proof, and guessing the word from a
proof costs one Argon2id each.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.digest import sha256
from chibo_desktop.seal.recovery_code import ALPHABET
from chibo_desktop.seal.wrap import Cost

LENGTH = 8
_ALIKE = str.maketrans("ILO", "110")
_BETWEEN = re.compile(r"[\s\u2010-\u2015.,_-]+")


def new_word() -> str:
    """SECRET: a new word as it is told by voice, for example `7K2M-9XQA`."""
    word = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{word[:4]}-{word[4:]}"


def new_invitation_number() -> str:
    """16 random hex digits."""
    return secrets.token_hex(8)


def read_word(typed: str) -> str:
    """The eight characters of a typed word; case, blanks and dashes do not matter. Refusal for a slip."""
    word = _BETWEEN.sub("", typed).upper().translate(_ALIKE)
    if len(word) != LENGTH or not set(word) <= set(ALPHABET):
        raise Refusal("Từ khóa mời có đúng 8 chữ không dấu và số. Hãy hỏi lại cấp trên rồi gõ lại.", "word")
    return word


def stretch_word(word: str, number: str, cost: Cost | None = None) -> bytes:
    """SECRET: a key from the word and the invitation's number; takes about 0.2 s. Refusal for a slip.

    Both sides must use one cost: format 1 has that of `Cost()`; another is for tests.
    """
    from argon2.low_level import Type, hash_secret_raw

    cost = cost or Cost()
    return hash_secret_raw(
        read_word(word).encode("ascii"),
        sha256(b"chibo invitation word 1\n" + number.encode("ascii"))[:16],
        time_cost=cost.t,
        memory_cost=cost.m,
        parallelism=cost.p,
        hash_len=32,
        type=Type.ID,
    )


def prove_word(stretched: bytes, said: str) -> str:
    """64 hex digits that only somebody who knows the word can make about these words."""
    return hmac.new(stretched, said.encode("utf-8"), hashlib.sha256).hexdigest()


def is_proved(stretched: bytes, said: str, proof: str) -> bool:
    """Whether the proof is about these words and was made with the word."""
    return hmac.compare_digest(prove_word(stretched, said), proof)


def six_digits(said: str) -> str:
    """The number read out by voice: the same on both screens when both hold the same words."""
    return f"{int.from_bytes(sha256(said.encode('utf-8'))[:8], 'big') % 1_000_000:06d}"
