"""What a bundle promises: it comes out as it went in, and nothing else is ever taken."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange import bundle, manifest
from chibo_desktop.exchange.bundle import Opened, look_into, open_bundle, write_bundle
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import manifest_line
from chibo_desktop.exchange.refusals import BundleRefused
from chibo_desktop.seal import digest
from chibo_desktop.seal.box import Damaged, NotForUs, SealingKey, open_box, seal
from chibo_desktop.seal.refusals import Forged, NewerFormat, Untrusted
from chibo_desktop.seal.sign import SigningKey
from exchange.forging import resealed, resigned
from exchange.world import CELL, COMMUNE, MADE, Body, make_bodies, make_bundle, make_contents, make_part


def test_a_bundle_opens_at_its_receiver_byte_for_byte() -> None:
    _, commune, cell = make_bodies()
    run, contents = make_contents(cell)
    contents = dataclasses.replace(contents, parts=(make_part(cell),))
    made = write_bundle(cell.sender, commune.addressee, contents, carried=[run], have=[], made=MADE)

    opened = open_bundle(made.data, commune.reader)

    assert opened.contents == contents
    assert opened.manifest == made.manifest
    assert (opened.holder.org, opened.holder.device) == (CELL, cell.device)


def test_the_file_name_holds_ids_and_digits_only() -> None:
    _, commune, cell = make_bodies()

    made = make_bundle(cell, commune)

    whole = digest.short_hash(made.data)
    assert made.name == f"{CELL}_{COMMUNE}_{cell.device}_20261006_{whole}.cbb"


def test_an_answer_down_opens_at_the_cell() -> None:
    _, commune, cell = make_bodies()

    opened = open_bundle(make_bundle(commune, cell).data, cell.reader)

    assert opened.manifest.sender == COMMUNE


def test_a_bundle_with_nothing_but_its_receipts_opens() -> None:
    _, commune, cell = make_bodies()
    made = write_bundle(cell.sender, commune.addressee, Contents(), carried=[], have=[], made=MADE)

    assert open_bundle(made.data, commune.reader).contents == Contents()


def test_a_bundle_sealed_for_a_past_key_still_opens() -> None:
    _, commune, cell = make_bodies()
    made = make_bundle(cell, commune)
    reader = dataclasses.replace(commune.reader, keys=[SealingKey.new(), commune.seal])

    assert open_bundle(made.data, reader).manifest == made.manifest


def test_the_sender_may_look_into_its_bundle_but_not_take_it_in() -> None:
    _, commune, cell = make_bodies()
    made = make_bundle(cell, commune)

    assert look_into(made.data, cell.reader).manifest == made.manifest
    with pytest.raises(BundleRefused) as caught:
        open_bundle(made.data, cell.reader)
    assert caught.value.reason == "own"


def test_a_third_body_cannot_open_a_bundle() -> None:
    upper, commune, cell = make_bodies()

    with pytest.raises(NotForUs):
        open_bundle(make_bundle(cell, commune).data, upper.reader)


def test_a_bundle_sealed_again_for_another_body_is_refused_there() -> None:
    upper, commune, cell = make_bodies()
    opened = open_box(make_bundle(cell, commune).data, [commune.seal])

    with pytest.raises(BundleRefused) as caught:
        open_bundle(seal(opened, [upper.seal.recipient]), upper.reader)
    assert caught.value.reason == "addressee"


@pytest.mark.parametrize("sample", [True, False])
def test_sample_and_real_never_mix(sample: bool) -> None:
    _, commune, cell = make_bodies(sample=sample)
    reader = dataclasses.replace(commune.reader, sample=not sample)

    with pytest.raises(BundleRefused) as caught:
        open_bundle(make_bundle(cell, commune).data, reader)
    assert caught.value.reason == "sample"


def test_a_body_nobody_here_trusts_is_refused() -> None:
    _, commune, _ = make_bodies()
    _, _, stranger = make_bodies()

    with pytest.raises(Untrusted):
        open_bundle(make_bundle(stranger, commune).data, commune.reader)


def test_a_forged_certificate_is_refused() -> None:
    _, commune, cell = make_bodies()
    forged = cell.certificate(SigningKey.new()).text
    sender = dataclasses.replace(cell.sender, chain=(forged, *cell.bodies))
    run, contents = make_contents(cell)
    made = write_bundle(sender, commune.addressee, contents, carried=[run], have=[], made=MADE)

    with pytest.raises(Forged):
        open_bundle(made.data, commune.reader)


def test_a_key_that_is_not_the_certified_one_signs_nothing() -> None:
    _, commune, cell = make_bodies()
    sender = dataclasses.replace(cell.sender, key=SigningKey.new())
    run, contents = make_contents(cell)
    made = write_bundle(sender, commune.addressee, contents, carried=[run], have=[], made=MADE)

    with pytest.raises(Forged):
        open_bundle(made.data, commune.reader)


def test_a_device_cannot_speak_as_another_body() -> None:
    _, commune, cell = make_bodies()

    with pytest.raises(Forged):
        open_bundle(resigned(cell, commune, sender=COMMUNE), commune.reader)


@pytest.mark.parametrize("which", ["device", "body"])
def test_a_revoked_key_is_refused(which: str) -> None:
    _, commune, cell = make_bodies()
    key = cell.device_key.public if which == "device" else cell.sign.public
    reader = dataclasses.replace(commune.reader, revoked={key})

    with pytest.raises(BundleRefused) as caught:
        open_bundle(make_bundle(cell, commune).data, reader)
    assert caught.value.reason == "revoked"


def test_changed_bytes_are_refused_wherever_they_stand() -> None:
    _, commune, cell = make_bodies()
    data = make_bundle(cell, commune).data

    for place in range(0, len(data), 41):
        refuses_changed(data, place, commune)


@pytest.mark.long
def test_every_changed_byte_is_refused() -> None:
    _, commune, cell = make_bodies()
    data = make_bundle(cell, commune).data

    for place in range(len(data)):
        refuses_changed(data, place, commune)


def refuses_changed(data: bytes, place: int, to: Body) -> None:
    changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    with pytest.raises(Refusal):
        open_bundle(changed, to.reader)


def test_truncated_bundles_are_refused() -> None:
    _, commune, cell = make_bodies()
    data = make_bundle(cell, commune).data

    for length in [*range(0, len(data), 37), len(data) - 1]:
        with pytest.raises((Damaged, NotForUs)):
            open_bundle(data[:length], commune.reader)


@pytest.mark.long
def test_every_truncation_is_refused() -> None:
    _, commune, cell = make_bodies()
    data = make_bundle(cell, commune).data

    for length in range(len(data)):
        with pytest.raises((Damaged, NotForUs)):
            open_bundle(data[:length], commune.reader)


def test_bytes_after_the_sealed_file_are_refused() -> None:
    _, commune, cell = make_bodies()

    with pytest.raises(Damaged):
        open_bundle(make_bundle(cell, commune).data + b"x", commune.reader)


def test_every_changed_byte_inside_is_refused_although_it_was_sealed_anew() -> None:
    _, commune, cell = make_bodies()
    opened = open_box(make_bundle(cell, commune).data, [commune.seal])

    for place in range(0, len(opened), 23):
        changed = opened[:place] + bytes([opened[place] ^ 1]) + opened[place + 1 :]
        with pytest.raises(Refusal):
            open_bundle(seal(changed, [commune.seal.recipient]), commune.reader)


@pytest.mark.parametrize(
    "change",
    [
        lambda opened: bundle.HEADER + opened,
        lambda opened: opened.replace(b"chibo-bundle 1\n", b"chibo-bundle 1\r\n", 1),
        lambda opened: opened.replace(b"chibo-bundle 1\n", b"\nchibo-bundle 1\n", 1),
        lambda opened: b"PK\x03\x04" + opened,
        lambda opened: opened[:15],
        lambda opened: opened[: opened.find(b"\n", 15)],
        lambda _: b"",
    ],
)
def test_a_doubled_or_broken_header_is_refused(change: Callable[[bytes], bytes]) -> None:
    _, commune, cell = make_bodies()

    with pytest.raises(BundleRefused):
        open_bundle(resealed(cell, commune, change), commune.reader)


@pytest.mark.parametrize("header", [b"chibo-bundle 2\n", b"chibo-bundle 10\n"])
def test_a_newer_bundle_asks_for_a_newer_program(header: bytes) -> None:
    _, commune, cell = make_bodies()
    data = resealed(cell, commune, lambda opened: opened.replace(b"chibo-bundle 1\n", header, 1))

    with pytest.raises(NewerFormat):
        open_bundle(data, commune.reader)


def test_a_manifest_in_any_other_spelling_is_refused() -> None:
    _, commune, cell = make_bodies()
    good = manifest_line(make_bundle(cell, commune).manifest)
    for bad in (
        good.replace('"sample":false', '"sample":false,"sample":false'),
        good.replace('"len":', '"len": '),
        good.replace('"dict":0', '"dict":NaN'),
        good.replace('"dict":0', '"dict":0.0'),
        good.replace('"dict":0', '"dict":4294967296'),
        good.replace('"dict":0,', ""),
        good.replace('"have":[]', '"have":' + "[" * 200 + "]" * 200),
        good.replace('"have":[]', '"have":' + "[" * 100_000 + "]" * 100_000),
        good[:-1],
        "[]",
    ):
        with pytest.raises(BundleRefused):
            manifest.read_manifest(bad.encode())


def test_opening_never_changes_what_was_opened() -> None:
    _, commune, cell = make_bodies()
    made = make_bundle(cell, commune)
    first: Opened = open_bundle(made.data, commune.reader)

    assert open_bundle(made.data, commune.reader) == first
