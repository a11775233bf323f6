"""What a bundle promises: it comes out as it went in, and nothing else is ever taken."""

from __future__ import annotations

import dataclasses
import time
import tracemalloc
from collections.abc import Callable

import pytest
import zstandard

from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange import bundle, frame, lines, manifest
from chibo_desktop.exchange.bundle import Opened, look_into, open_bundle, sign_head, write_bundle
from chibo_desktop.exchange.lines import Contents, write_contents
from chibo_desktop.exchange.manifest import Manifest, manifest_line
from chibo_desktop.exchange.refusals import BundleRefused
from chibo_desktop.seal import digest
from chibo_desktop.seal.box import Damaged, NotForUs, SealingKey, open_box, seal
from chibo_desktop.seal.refusals import Forged, NewerFormat, Untrusted
from chibo_desktop.seal.sign import SigningKey
from exchange import world
from exchange.world import CELL, COMMUNE, MADE, Body, make_bodies, make_bundle, make_contents

GIB = 1024 * 1024 * 1024


def resealed(sender: Body, to: Body, change: Callable[[bytes], bytes]) -> bytes:
    """A bundle whose opened bytes were changed by somebody who can seal, but not sign."""
    opened = open_box(make_bundle(sender, to).data, [to.seal])
    return seal(change(opened), [to.seal.recipient])


def resigned(
    made_by: Body, to: Body, packed: Callable[[bytes], bytes] = lambda frame: frame, **fields: object
) -> bytes:
    """A bundle that a certified device itself signed over a false manifest or frame."""
    run, contents = make_contents(made_by)
    inside = packed(frame.compress(write_contents(contents)))
    good = make_bundle(made_by, to).manifest
    said = {"zlen": len(inside), "sha256": digest.sha256(inside).hex(), "runs": (run,), **fields}
    false = dataclasses.replace(good, **said)  # type: ignore[arg-type]
    return seal(sign_head(made_by.device_key, false) + inside, [to.seal.recipient])


def with_lines(sender: Body, to: Body, text: bytes) -> bytes:
    """A well signed bundle that holds any bytes as its lines."""
    return resigned(sender, to, lambda _: frame.compress(text), length=len(text))


def refused_quickly(data: bytes, reader: bundle.Reader) -> Refusal:
    """The refusal, which must come in under a second and 100 MB."""
    tracemalloc.start()
    start = time.perf_counter()
    try:
        with pytest.raises(Refusal) as caught:
            open_bundle(data, reader)
        spent, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert spent < 1
    assert peak < 100_000_000
    return caught.value


def test_a_bundle_opens_at_its_receiver_byte_for_byte() -> None:
    _, commune, cell = make_bodies()
    run, contents = make_contents(cell)
    part = {
        "d": cell.device,
        "b": CELL,
        "n": 1,
        "i": 0,
        "r": "parent",
        "s": "A" * 22 + "==",
        "v": '{"reason":"ốm"}',
    }
    contents = dataclasses.replace(contents, parts=(part,))
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


def test_trailing_bytes_and_second_frames_are_refused_even_when_signed() -> None:
    _, commune, cell = make_bodies()
    for more in (b"x", frame.compress(b"{}\n"), b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"):
        data = resigned(cell, commune, lambda packed, more=more: packed + more)  # type: ignore[misc]

        assert isinstance(refused_quickly(data, commune.reader), BundleRefused)


def test_a_truncated_frame_is_refused_even_when_signed() -> None:
    _, commune, cell = make_bodies()
    for cut in range(1, 60):
        data = resigned(cell, commune, lambda packed, cut=cut: packed[:-cut])  # type: ignore[misc]
        with pytest.raises(BundleRefused):
            open_bundle(data, commune.reader)


def test_a_gibibyte_bomb_is_refused_before_it_is_opened() -> None:
    _, commune, cell = make_bodies()
    bomb = zero_frame(GIB)
    assert len(bomb) < 200_000
    for length in (GIB, 1000):
        data = resigned(cell, commune, lambda _: bomb, length=length)

        assert isinstance(refused_quickly(data, commune.reader), BundleRefused)


def test_a_bomb_that_does_not_state_its_size_is_refused() -> None:
    _, commune, cell = make_bodies()
    packer = zstandard.ZstdCompressor(level=3, write_content_size=False).compressobj()
    bomb = b"".join([*(packer.compress(bytes(1024 * 1024)) for _ in range(256)), packer.flush()])
    data = resigned(cell, commune, lambda _: bomb, length=1000)

    assert isinstance(refused_quickly(data, commune.reader), BundleRefused)


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    _, commune, cell = make_bodies()
    bomb = zero_frame(GIB)
    stated = zstandard.get_frame_parameters(bomb).content_size.to_bytes(4, "little")
    lying = bomb.replace(stated, (1000).to_bytes(4, "little"), 1)
    assert zstandard.get_frame_parameters(lying).content_size == 1000
    data = resigned(cell, commune, lambda _: lying, length=1000)

    assert isinstance(refused_quickly(data, commune.reader), BundleRefused)


def test_a_frame_that_wants_a_window_above_8_mib_is_refused() -> None:
    _, commune, cell = make_bodies()
    settings = zstandard.ZstdCompressionParameters.from_level(3, window_log=24)
    packer = zstandard.ZstdCompressor(compression_params=settings)
    text = bytes(12 * 1024 * 1024)
    data = resigned(cell, commune, lambda _: packer.compress(text), length=len(text))

    assert refused_quickly(data, commune.reader).sentence


def zero_frame(length: int) -> bytes:
    packer = zstandard.ZstdCompressor(level=3).compressobj(size=length)
    block = bytes(1024 * 1024)
    return b"".join([*(packer.compress(block) for _ in range(length // len(block))), packer.flush()])


@pytest.mark.parametrize(
    "text",
    [
        b'{"e":"' + b"[" * 200_000 + b'"}\n',
        b'{"e":"{\\"c\\":' + b"[" * 60 + b"]" * 60 + b'}"}\n',
        b'{"e":' + b"[" * 200_000 + b"]" * 200_000 + b"}\n",
        b'{"e":"{\\"d\\":\\"aaaaaaaa\\",\\"d\\":\\"aaaaaaaa\\"}"}\n',
        b'{"e":"{\\"n\\":NaN}"}\n',
        b'{"e":"{\\"n\\":1e999}"}\n',
        b'{"e":"{\\"u\\":\\"\\\\ud800\\"}"}\n',
        b'{"e":"{}","e":"{}"}\n',
        b'{"e":"{}","s":""}\n',
        b'{"z":"{}"}\n',
        b'{"e":"{}"}',
        b'{"e": "{}"}\n',
        b'{"p":{}}\n',
        b'{"h":"{}","s":""}\n',
        b"\xff\n",
        b"\n" * 1000,
    ],
)
def test_lines_in_no_known_form_are_refused(text: bytes) -> None:
    _, commune, cell = make_bodies()

    assert refused_quickly(with_lines(cell, commune, text), commune.reader).sentence


def test_64_mib_of_empty_lines_are_refused_at_the_first() -> None:
    with pytest.raises(BundleRefused):
        lines.read_contents(b"\n" * manifest.MAX_LENGTH)


def carried(
    run_change: Callable[[Manifest], Manifest], change: Callable[[Contents], Contents]
) -> tuple[bytes, Body]:
    _, commune, cell = make_bodies()
    run, contents = make_contents(cell)
    good = make_bundle(cell, commune).manifest
    text = write_contents(change(contents))
    packed = frame.compress(text)
    said = dataclasses.replace(
        good, runs=(run,), length=len(text), zlen=len(packed), sha256=digest.sha256(packed).hex()
    )
    return seal(sign_head(cell.device_key, run_change(said)) + packed, [commune.seal.recipient]), commune


@pytest.mark.parametrize(
    "change",
    [
        lambda held: dataclasses.replace(held, entries=held.entries[1:]),
        lambda held: dataclasses.replace(held, entries=held.entries[:-1]),
        lambda held: dataclasses.replace(held, entries=(held.entries[0], held.entries[2])),
        lambda held: dataclasses.replace(held, entries=(*held.entries, held.entries[0])),
        lambda held: dataclasses.replace(held, entries=()),
        lambda held: dataclasses.replace(held, heads=()),
        lambda held: dataclasses.replace(held, heads=held.heads * 2),
        lambda held: dataclasses.replace(
            held, entries=(*held.entries, world.make_entry("bbbbbbbb", CELL, 1, b""))
        ),
        lambda held: dataclasses.replace(
            held, entries=(held.entries[0].replace(b"Nh\xc3\xa0", b"Nha"), *held.entries[1:])
        ),
    ],
)
def test_a_run_with_a_hole_a_double_or_a_stranger_is_refused(change: Callable[[Contents], Contents]) -> None:
    data, commune = carried(lambda said: said, change)

    with pytest.raises(BundleRefused):
        open_bundle(data, commune.reader)


def test_a_run_stated_to_begin_elsewhere_is_refused() -> None:
    for first, last in ((2, 3), (1, 2), (1, 2**53 - 1)):

        def change(said: Manifest, first: int = first, last: int = last) -> Manifest:
            return dataclasses.replace(
                said, runs=(dataclasses.replace(said.runs[0], first=first, last=last),)
            )

        data, commune = carried(change, lambda held: held)
        with pytest.raises(BundleRefused):
            open_bundle(data, commune.reader)


def test_opening_never_changes_what_was_opened() -> None:
    _, commune, cell = make_bodies()
    made = make_bundle(cell, commune)
    first: Opened = open_bundle(made.data, commune.reader)

    assert open_bundle(made.data, commune.reader) == first
