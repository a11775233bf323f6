"""Heads, receipts, revocations, handovers and releases: only their exact form, only under their key, every byte counts."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.seal.identity import CERTIFICATE_TYPES
from chibo_desktop.seal.refusals import Forged, NewerFormat
from chibo_desktop.seal.sign import SigningKey, public_pem
from chibo_desktop.seal.signed_line import SIGNED_TYPES, make_signed, read_signed, signed_head
from seal.keys import VERIFY, as_text, every_changed_bit

KEY, OTHER = SigningKey.new(), SigningKey.new()
SHA = "5f" * 32
FIXED_SIGNATURE = "OynPi/hMEx22d+D1N0lSX3nx50g7aFTkwvy/5GTxsXWUgUVxLRsFSssKORp6nA117ktnEkGf9E9JozrC/Hp9BA=="
AT = "2026-10-05T19:30:00+07:00"
HEAD = {"type": "head", "device": "suoi2lan", "book": "suoi2lan-1", "n": 12, "sha256": SHA}
RECEIPT = {
    **HEAD,
    "type": "receipt",
    "device": "muongsay",
    "of-device": "suoi2lan",
    "body": "muongsay-1",
    "at": AT,
}
REVOCATION = {
    "type": "revocation",
    "org": "suoi2lan-1",
    "device": "suoi2lan",
    "key": OTHER.public,
    "book": "all:suoi2lan-1",
    "last": [["muongsay", 3], ["suoi2lan", 0]],
    "by": KEY.public,
    "at": AT,
}
HANDOVER = {
    "type": "handover",
    "org": "muongsay-7",
    "device": "muongsay",
    "book": "muongsay-7",
    "n": 0,
    "by": KEY.public,
    "at": AT,
}
RELEASE = {
    "type": "release",
    "file": "chibo-desktop-0.2.0-setup.exe",
    "version": "0.2.0",
    "system": "windows",
    "size": 23_000_000,
    "sha256": SHA,
    "by": KEY.public,
    "at": AT,
}


@pytest.mark.parametrize(
    "fields", [HEAD, RECEIPT, REVOCATION, {**REVOCATION, "device": None, "last": []}, HANDOVER, RELEASE]
)
def test_a_signed_line_is_read_back_under_its_key_only(fields: dict[str, Any]) -> None:
    line = make_signed(KEY, fields)
    assert read_signed(line.text, line.signature, KEY.public) == line
    assert line.body == {**fields, "v": 1}
    with pytest.raises(Forged):
        read_signed(line.text, line.signature, OTHER.public)


def test_the_bytes_of_a_head_are_fixed_for_ever() -> None:
    key = SigningKey.from_text(base64.b64encode(bytes(range(32))).decode())
    head = signed_head(key, "suoi2lan", "suoi2lan-1", 12, SHA)
    assert head.text == (
        f'{{"book":"suoi2lan-1","device":"suoi2lan","n":12,"sha256":"{SHA}","type":"head","v":1}}'
    )
    assert read_signed(head.text, FIXED_SIGNATURE, key.public) == head


@pytest.mark.parametrize("fields", [HEAD, RECEIPT, REVOCATION, HANDOVER, RELEASE])
def test_every_changed_bit_of_a_signed_line_is_refused(fields: dict[str, Any]) -> None:
    line = make_signed(KEY, fields)
    for other in every_changed_bit(line.text.encode()):
        with pytest.raises((Forged, NewerFormat)):
            read_signed(as_text(other), line.signature, KEY.public)
    for other in every_changed_bit(line.signature.encode()):
        with pytest.raises(Forged):
            read_signed(line.text, as_text(other), KEY.public)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "body"},
        {"type": "entry"},
        {"type": None},
        {"type": ["head"]},
        {"device": "SUOI2LAN"},
        {"device": "suoi2la1"},
        {"device": "suoi2la"},
        {"device": "suoi2lan\n"},
        {"book": ""},
        {"book": "down:*"},
        {"book": "up:suoi2lan-1"},
        {"book": "suoi2lan-"},
        {"book": "a" * 65},
        {"book": None},
        {"n": 0},
        {"n": -1},
        {"n": True},
        {"n": "12"},
        {"n": 2**53},
        {"sha256": SHA[:-1]},
        {"sha256": SHA.upper()},
        {"more": 1},
        {"by": KEY.public},
    ],
)
def test_a_head_of_any_other_form_is_neither_made_nor_read(change: dict[str, Any]) -> None:
    with pytest.raises(Forged):
        make_signed(KEY, {**HEAD, **change})


@pytest.mark.parametrize("name", sorted(HEAD))
def test_a_head_without_one_of_its_fields_is_not_made(name: str) -> None:
    with pytest.raises(Forged):
        make_signed(KEY, {key: value for key, value in HEAD.items() if key != name})


@pytest.mark.parametrize(
    "change",
    [
        {"by": OTHER.public},
        {"key": "x"},
        {"device": ""},
        {"last": None},
        {"book": "down:*"},
        {"book": None},
        {"last": [["suoi2lan"]]},
        {"last": [["suoi2lan", -1]]},
        {"last": [["suoi2lan", "suoi2lan-1", 1]]},
        {"last": [["suoi2lan", 1], ["suoi2lan", 2]]},
        {"last": [["suoi2lan", 1], ["muongsay", 1]]},
        {"at": "2026-02-30T19:30:00+07:00"},
        {"at": "2026-10-05T19:30:00Z"},
        {"at": "2026-10-05T19:30+07:00"},
        {"at": "2026-10-05 19:30:00+07:00"},
    ],
)
def test_a_revocation_of_any_other_form_is_not_made(change: dict[str, Any]) -> None:
    with pytest.raises(Forged):
        make_signed(KEY, {**REVOCATION, **change})


@pytest.mark.parametrize(
    "change", [{"n": -1}, {"n": None}, {"device": None}, {"by": OTHER.public}, {"last": []}, {"at": ""}]
)
def test_a_handover_of_any_other_form_is_not_made(change: dict[str, Any]) -> None:
    with pytest.raises(Forged):
        make_signed(KEY, {**HANDOVER, **change})


def test_a_well_signed_line_in_another_spelling_is_refused() -> None:
    text = make_signed(KEY, HEAD).text
    spellings = [
        text.replace(",", ", "),
        text + "\n",
        text.replace('"n":12', '"n":12,"n":12'),
        text.replace('"n":12', '"n":12.0'),
        text.replace('"n":12', '"n":NaN'),
        text.replace("head", "h\\u0065ad"),
        "[" * 60_000,
        " " * 70_000 + text,
    ]
    for spelling in spellings:
        with pytest.raises(Forged):
            read_signed(spelling, KEY.sign(spelling.encode()), KEY.public)


def test_a_revocation_signed_by_another_key_than_it_names_is_refused() -> None:
    text = make_signed(KEY, REVOCATION).text
    with pytest.raises(Forged):
        read_signed(text, OTHER.sign(text.encode()), OTHER.public)


def test_a_line_of_a_later_version_asks_for_the_newer_program() -> None:
    text = make_signed(KEY, HEAD).text.replace('"v":1', '"v":2').replace("head", "tail")
    with pytest.raises(NewerFormat):
        read_signed(text, KEY.sign(text.encode()), KEY.public)


def test_no_signature_can_mean_a_certificate_and_a_line_at_once() -> None:
    assert not set(SIGNED_TYPES) & set(CERTIFICATE_TYPES)


def test_openssl_verifies_a_signed_line(tmp_path: Path) -> None:
    head = signed_head(KEY, "suoi2lan", "suoi2lan-1", 12, SHA)
    (tmp_path / "public.pem").write_text(public_pem(KEY.public))
    (tmp_path / "signature").write_bytes(base64.b64decode(head.signature))
    (tmp_path / "line").write_bytes(head.text.encode())
    command = [*VERIFY, "-in", "line"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
