"""Certificates: their fixed bytes, and every other form refused."""

from __future__ import annotations

import base64
import json
import pickle
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.encoding import write_line
from chibo_desktop.seal.identity import (
    Certificate,
    Forged,
    NewerFormat,
    Untrusted,
    chain_text,
    check_chain,
    make_body_certificate,
    make_device_certificate,
    read_chain,
)
from chibo_desktop.seal.sign import SigningKey, public_pem
from seal.keys import AT, VERIFY, Family, changed, signed

FAMILY = Family()
CHAIN = FAMILY.chain()
ROOT = [FAMILY.province.sign.public]
FIXED_DEVICE_KEY = "Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc="
FIXED_BODY = (
    '{"also":[],"at":"2026-10-05T19:30:00+07:00","by":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="'
    ',"kind":"cell","name":"Chi bộ bản Suối Lanh","org":"suoi2lan-1","parent":null,"sample'
    '":true,"seal":"age1tm9scjyegls45h9f7rx8d5r5ysrxtqp00pcahy30h44any20yfrszd5h0t","sign"'
    ':"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=","type":"body","v":1}'
    "\n46/SLeZhqtv2f1W45f5hZjZE+GqO0cL//9Mn0nbI/6LeE4DI8QX4ctbW4GhPo/GGtsSxWxEBldu6/t6jAqUtAg=="
)
FIXED_DEVICE = (
    '{"at":"2026-10-05T19:30:00+07:00","books":["all:suoi2lan-1","down:*","suoi2lan-1"],"b'
    'y":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=","device":"suoi2lan","key":"Kay64UG8'
    'yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc=","org":"suoi2lan-1","sample":true,"type":"device'
    '","v":1}'
    "\nu9RoJvHjs3LJwzNmpLXM0nU1O6Mi8ayE1FWs3za6teut01qe5ta8gg4tXdAnSWJgKUekqgaXi9fbLSXCECmvCw=="
)


@pytest.mark.parametrize("place", range(4))
def test_a_certificate_cut_at_any_place_is_refused(place: int) -> None:
    text = CHAIN[place].text
    for length in range(len(text)):
        with pytest.raises(Forged):
            Certificate(text[:length])


def test_a_certificate_is_kept_byte_for_byte_and_named_by_its_bytes() -> None:
    texts = chain_text(CHAIN)
    assert [certificate.text for certificate in read_chain(texts)] == texts
    assert len({certificate.digest for certificate in CHAIN}) == 4
    assert read_chain(texts) == CHAIN


def test_changing_what_a_certificate_said_changes_nothing_in_it() -> None:
    CHAIN[0].body["books"].append("down:*")
    assert CHAIN[0].body["books"] == ["all:suoi2lan-1", "suoi2lan-1"]


def test_the_bytes_of_certificates_are_fixed_for_ever() -> None:
    key = SigningKey.from_text(base64.b64encode(bytes(range(32))).decode())
    seal = "age1tm9scjyegls45h9f7rx8d5r5ysrxtqp00pcahy30h44any20yfrszd5h0t"
    body = make_body_certificate(
        key,
        org="suoi2lan-1",
        name="Chi bộ bản Suối Lanh",
        kind="cell",
        sign=key.public,
        seal=seal,
        parent=None,
        at=AT,
        sample=True,
    )
    device = make_device_certificate(
        key,
        org="suoi2lan-1",
        device="suoi2lan",
        key=FIXED_DEVICE_KEY,
        books=["suoi2lan-1", "down:*", "all:suoi2lan-1"],
        at=AT,
        sample=True,
    )
    assert body.text == FIXED_BODY
    assert device.text == FIXED_DEVICE
    assert check_chain((device, body), [key.public]).sample is True


def other_spellings(line: str) -> list[str]:
    return [
        line.replace(",", ", ", 1),
        f" {line}",
        f"{line} ",
        line.replace('"v":1}', '"v":1,"v":1}'),
        line.replace('"v":1}', '"v":1.0}'),
        line.replace('"v":1}', '"v":NaN}'),
        line.replace('"v":1}', '"v":true}'),
        line.replace('"v":1}', '"v":"1"}'),
        line.replace('"v":1}', '"v":0}'),
        line.replace('"org"', '"\\u006frg"'),
        json.dumps(json.loads(line), sort_keys=True, separators=(",", ":")).replace("device", "devic\\u0065"),
        line.replace('"v":1}', '"v":1,"z":' + "[" * 2000 + "]" * 2000 + "}"),
        "[" * 3900,
        "{}",
        "null",
        "",
    ]


@pytest.mark.parametrize("place", [0, 1])
def test_a_well_signed_certificate_in_another_spelling_is_refused(place: int) -> None:
    key = [FAMILY.cell.sign, FAMILY.commune.sign][place]
    assert Certificate(signed(key, CHAIN[place].line)) == CHAIN[place]
    for line in other_spellings(CHAIN[place].line):
        with pytest.raises(Forged):
            Certificate(signed(key, line))


def test_a_certificate_has_two_lines_and_one_spelling_of_its_signature() -> None:
    line, signature = CHAIN[0].line, CHAIN[0].signature
    spellings = [
        f"{line}\n{signature}\n",
        f"{line}\n{signature}\n{signature}",
        f"{line}\r\n{signature}",
        f"{line}\n\n{signature}",
        f"\n{line}\n{signature}",
        f"\ufeff{line}\n{signature}",
        f"{line}\u2028{signature}",
        f"{line}\n{signature[:-1]}",
        f"{line}\n{signature.rstrip('=')}",
        f"{line}\n{signature[:-3]}{chr(ord(signature[-3]) + 1)}==",
        f"{line}\n {signature}",
        f"{line}\n",
        line,
        "",
    ]
    for text in spellings:
        with pytest.raises(Forged):
            Certificate(text)


BODY_CHANGES: list[dict[str, Any]] = [
    {"type": "person"},
    {"type": None},
    {"type": "device"},
    {"type": "head"},
    {"org": "Suoi2lan-1"},
    {"org": "suoi2lan/1"},
    {"org": ""},
    {"org": "a" * 65},
    {"org": 7},
    {"name": ""},
    {"name": " Chi bộ"},
    {"name": "Chi bo\u0323\u0302"},
    {"name": "Chi\u200bbộ"},
    {"name": "Chi bộ\u202e"},
    {"name": "Chi\nbộ"},
    {"name": "b" * 201},
    {"kind": "Cell"},
    {"kind": ""},
    {"sign": "x"},
    {"sign": base64.b64encode(bytes(32)).decode()},
    {"seal": "age1x"},
    {"seal": FAMILY.cell.seal.recipient.upper()},
    {"parent": None},
    {"parent": ""},
    {"by": None},
    {"at": "2026-10-05T19:30:00"},
    {"at": "2026-13-05T19:30:00+07:00"},
    {"sample": 0},
    {"sample": None},
    {"more": 1},
]
DEVICE_CHANGES: list[dict[str, Any]] = [
    {"device": "abc"},
    {"device": "suoi2la0"},
    {"key": "x"},
    {"key": FAMILY.cell.sign.public},
    {"books": []},
    {"books": None},
    {"books": "suoi2lan-1"},
    {"books": ["suoi2lan-1", "all:suoi2lan-1"]},
    {"books": ["suoi2lan-1", "suoi2lan-1"]},
    {"books": ["*"]},
    {"books": ["all:*"]},
    {"books": ["down:suoi2lan-1"]},
    {"books": [1]},
    {"type": "body"},
    {"parent": "muongsay-1"},
]


@pytest.mark.parametrize("change", BODY_CHANGES)
def test_a_well_signed_body_certificate_of_any_other_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Forged):
        Certificate(changed(CHAIN[1], FAMILY.commune.sign, **change))


@pytest.mark.parametrize("change", DEVICE_CHANGES)
def test_a_well_signed_device_certificate_of_any_other_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Forged):
        Certificate(changed(CHAIN[0], FAMILY.cell.sign, **change))


@pytest.mark.parametrize("place", [0, 1])
def test_a_certificate_without_one_of_its_fields_is_refused(place: int) -> None:
    body = CHAIN[place].body
    for name in body:
        line = write_line({key: value for key, value in body.items() if key != name})
        with pytest.raises(Forged):
            Certificate(signed(FAMILY.cell.sign, line))


def test_a_certificate_over_4_kib_is_refused() -> None:
    books = [f"book{number:04}-{'b' * 50}" for number in range(70)]
    with pytest.raises(Forged):
        device_with_books(books)
    assert len(device_with_books(books[:50]).text) <= 4096


def device_with_books(books: list[str]) -> Certificate:
    return make_device_certificate(
        FAMILY.cell.sign, org="suoi2lan-1", device="suoi2lan", key=FAMILY.laptop.public, books=books, at=AT
    )


def test_a_certificate_of_a_later_version_asks_for_the_newer_program() -> None:
    with pytest.raises(NewerFormat):
        Certificate(changed(CHAIN[1], FAMILY.commune.sign, v=2, type="person", more=1))


def test_a_moment_without_offset_is_not_certified() -> None:
    with pytest.raises(ValueError):
        make_device_certificate(
            FAMILY.cell.sign,
            org="suoi2lan-1",
            device="suoi2lan",
            key=FAMILY.laptop.public,
            books=["suoi2lan-1"],
            at=datetime(2026, 10, 5),  # noqa: DTZ001  # that is what is refused
        )


def test_refusals_travel_between_processes() -> None:
    errors: list[Refusal] = [Forged("signature"), Untrusted(), NewerFormat()]
    for error in errors:
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
        assert type(copy) is type(error)
        assert vars(copy) == vars(error)


def test_openssl_verifies_a_certificate(tmp_path: Path) -> None:
    (tmp_path / "public.pem").write_text(public_pem(FAMILY.commune.sign.public))
    (tmp_path / "signature").write_bytes(base64.b64decode(CHAIN[1].signature))
    (tmp_path / "line").write_bytes(CHAIN[1].text.split("\n")[0].encode())
    command = [*VERIFY, "-in", "line"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
