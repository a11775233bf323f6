"""Certificates and chains: what they prove, and everything that must be refused."""

from __future__ import annotations

import base64
import json
import pickle
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.box import SealingKey
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
from seal.keys import AT, Body, Family, as_text, every_changed_bit

FAMILY = Family()
CHAIN = FAMILY.chain()
ROOT = [FAMILY.province.sign.public]
FIXED_DEVICE_KEY = "Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc="
FIXED_BODY = (
    '{"at":"2026-10-05T19:30:00+07:00","by":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="'
    ',"kind":"cell","name":"Chi bộ bản Suối Lanh","org":"suoi2lan-1","parent":null,"sample'
    '":true,"seal":"age1tm9scjyegls45h9f7rx8d5r5ysrxtqp00pcahy30h44any20yfrszd5h0t","sign"'
    ':"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=","type":"body","v":1}'
    "\nhx6Fu221klA9zgHBLcVfkpay4zUTIFIeJ7Otpu0JrA/cFNYDa4asK7bPDJhM+jO6csziV3D8xR9Vi+4NVH+/CA=="
)
FIXED_DEVICE = (
    '{"at":"2026-10-05T19:30:00+07:00","books":["all:suoi2lan-1","down:*","suoi2lan-1"],"b'
    'y":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=","device":"suoi2lan","key":"Kay64UG8'
    'yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc=","org":"suoi2lan-1","sample":true,"type":"device'
    '","v":1}'
    "\nu9RoJvHjs3LJwzNmpLXM0nU1O6Mi8ayE1FWs3za6teut01qe5ta8gg4tXdAnSWJgKUekqgaXi9fbLSXCECmvCw=="
)


def signed(key: SigningKey, line: str) -> str:
    return f"{line}\n{key.sign(line.encode())}"


def changed(certificate: Certificate, key: SigningKey, **changes: Any) -> str:
    """The certificate saying something else, well signed by `key`."""
    return signed(key, write_line({**certificate.body, **changes}))


def test_a_chain_proves_whose_device_it_is() -> None:
    holder = check_chain(read_chain(chain_text(CHAIN)), ROOT)
    assert (holder.org, holder.name, holder.kind) == ("suoi2lan-1", "Chi bộ bản Suối Lanh", "cell")
    assert (holder.device, holder.device_key) == ("suoi2lan", FAMILY.laptop.public)
    assert holder.path == ("suoi2lan-1", "muongsay-1", "namson22-1")
    assert holder.keys == tuple(body.sign.public for body in (FAMILY.cell, FAMILY.commune, FAMILY.province))
    assert holder.vouched == set(holder.path)
    assert holder.seal == FAMILY.cell.seal.recipient
    assert holder.books == ("all:suoi2lan-1", "suoi2lan-1")
    assert holder.sample is False


def test_a_body_shows_itself_with_a_chain_without_device() -> None:
    holder = check_chain(CHAIN[1:], ROOT)
    assert (holder.org, holder.device, holder.device_key, holder.books) == ("suoi2lan-1", None, None, ())


def test_a_lone_cell_is_its_own_root() -> None:
    chain = (FAMILY.cell.device(FAMILY.laptop), FAMILY.cell.certificate(None))
    holder = check_chain(chain, [FAMILY.cell.sign.public])
    assert holder.path == ("suoi2lan-1",)
    assert holder.vouched == {"suoi2lan-1"}


@pytest.mark.parametrize(
    ("trusted", "vouched"),
    [
        ("province", {"suoi2lan-1", "muongsay-1", "namson22-1"}),
        ("commune", {"suoi2lan-1"}),
        ("cell", set()),
    ],
)
def test_only_what_a_trusted_key_signed_is_vouched_for(trusted: str, vouched: set[str]) -> None:
    key: SigningKey = getattr(FAMILY, trusted).sign
    assert check_chain(CHAIN, [key.public]).vouched == vouched


def test_an_invented_body_above_a_trusted_key_is_not_vouched_for() -> None:
    thief = Body("namson22-1", "Tỉnh ủy Nậm Sơn", "province")
    false_commune = make_body_certificate(
        thief.sign,
        org="muongsay-1",
        name="Đảng ủy xã Mường Sáy",
        kind="commune",
        sign=FAMILY.commune.sign.public,
        seal=SealingKey.new().recipient,
        parent="namson22-1",
        at=AT,
    )
    holder = check_chain(
        (CHAIN[0], CHAIN[1], false_commune, thief.certificate(None)), [FAMILY.commune.sign.public]
    )
    assert holder.vouched == {"suoi2lan-1"}


@pytest.mark.parametrize("trusted", [[], [SigningKey.new().public], [FAMILY.laptop.public]])
def test_a_chain_under_no_trusted_body_key_is_untrusted(trusted: list[str]) -> None:
    with pytest.raises(Untrusted):
        check_chain(CHAIN, trusted)


@pytest.mark.parametrize("place", range(4))
def test_every_changed_bit_of_every_certificate_is_refused(place: int) -> None:
    for other in every_changed_bit(CHAIN[place].text.encode()):
        with pytest.raises((Forged, NewerFormat)):
            check_chain((*CHAIN[:place], Certificate(as_text(other)), *CHAIN[place + 1 :]), ROOT)


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


def forged_chains() -> dict[str, Callable[[], tuple[Certificate, ...]]]:
    device, cell, commune, province = CHAIN
    family, thief = FAMILY, Body("suoi2lan-1", "Chi bộ bản Suối Lanh", "cell")
    other = Body("nahu2222-1", "Chi bộ bản Nà Hừ", "cell")
    loop = make_loop()
    return {
        "empty": tuple,
        "no root": lambda: (device, cell, commune),
        "only a device": lambda: (device,),
        "a level left out": lambda: (device, cell, province),
        "turned round": lambda: (province, commune, cell, device),
        "twice the same": lambda: (device, cell, commune, province, province),
        "device twice": lambda: (device, device, cell, commune, province),
        "device of a stranger": lambda: (thief.device(family.laptop), cell, commune, province),
        "device under another cell": lambda: (device, other.certificate(family.commune), commune, province),
        "cell signed by a stranger": lambda: (
            device,
            Certificate(changed(cell, thief.sign)),
            commune,
            province,
        ),
        "cell of another commune": lambda: (
            device,
            Certificate(changed(cell, family.commune.sign, parent="muonglo2-1")),
            commune,
            province,
        ),
        "device of another organisation": lambda: (
            Certificate(changed(device, family.cell.sign, org="nahu2222-1")),
            cell,
            commune,
            province,
        ),
        "sample under real": lambda: (
            family.cell.device(family.laptop, sample=True),
            cell,
            commune,
            province,
        ),
        "real under sample": lambda: (device, cell, commune, family.province.certificate(None, sample=True)),
        "device with a body's key": lambda: (
            family.cell.device(family.province.sign),
            cell,
            commune,
            province,
        ),
        "more than 8": lambda: loop,
        "an organisation twice": lambda: loop[-3:],
    }


def make_loop() -> tuple[Certificate, ...]:
    """Two organisations above each other by turns, each time with a new key, up to a root."""
    bodies = [Body(f"muongsay-{1 + number % 2}", "Đảng ủy xã Mường Sáy", "commune") for number in range(9)]
    above: list[Body | None] = [*bodies[1:], None]
    return tuple(body.certificate(parent) for body, parent in zip(bodies, above, strict=True))


@pytest.mark.parametrize("name", sorted(forged_chains()))
def test_a_chain_that_does_not_hold_together_is_forged(name: str) -> None:
    chain = forged_chains()[name]()
    bodies = [certificate.body for certificate in chain]
    trusted = [*ROOT, *(body["sign"] for body in bodies if body["type"] == "body")]
    with pytest.raises(Forged):
        check_chain(chain, trusted)


def test_a_list_of_certificates_is_1_to_8_long() -> None:
    for texts in ([], [CHAIN[0].text] * 9):
        with pytest.raises(Forged):
            read_chain(texts)


def test_a_device_writes_only_the_books_it_was_given() -> None:
    desk = make_device_certificate(
        FAMILY.commune.sign,
        org="muongsay-1",
        device="muongsay",
        key=FAMILY.laptop.public,
        books=["muongsay-1", "all:muongsay-1", "down:*", "nahu2222-1"],
        at=AT,
    )
    commune, cell = check_chain((desk, *CHAIN[2:]), ROOT), check_chain(CHAIN, ROOT)
    books = [
        "muongsay-1",
        "all:muongsay-1",
        "down:suoi2lan-1",
        "nahu2222-1",
        "suoi2lan-1",
        "down:*",
        "all:suoi2lan-1",
    ]
    assert [book for book in books if commune.may_write(book)] == books[:4]
    assert [book for book in books if cell.may_write(book)] == ["suoi2lan-1", "all:suoi2lan-1"]


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
    command = "openssl pkeyutl -verify -rawin -pubin -inkey public.pem -sigfile signature -in line".split()
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
