"""What a certified device that lies may send: bombs, false frames, false lines, false runs; all refused at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
import zstandard

from chibo_desktop.exchange import frame, lines, manifest
from chibo_desktop.exchange.bundle import open_bundle, sign_head, write_bundle
from chibo_desktop.exchange.lines import Contents, write_contents
from chibo_desktop.exchange.manifest import Manifest, Run
from chibo_desktop.exchange.refusals import BundleRefused
from chibo_desktop.seal import digest
from chibo_desktop.seal.box import seal
from chibo_desktop.seal.identity import signed_head
from exchange import world
from exchange.forging import refused_quickly, resigned, with_lines
from exchange.world import CELL, MADE, Body, make_bodies, make_bundle, make_contents

GIB = 1024 * 1024 * 1024


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


def forged_run(first: int, previous: bytes | str, head_of: Callable[[str], str]) -> tuple[bytes, Body]:
    """A bundle of one entry, number `first`, with its predecessor and its head as the forger likes."""
    _, commune, cell = make_bodies()
    entry = world.make_entry(cell.device, CELL, first, b"x")
    link = digest.hex16(b"x").encode()
    entry = entry.replace(
        b'"' + link + b'"', previous if isinstance(previous, bytes) else f'"{previous}"'.encode()
    )
    whole = head_of(digest.sha256(entry).hex())
    run = Run(cell.device, CELL, first, first, whole)
    head = signed_head(cell.device_key, cell.device, CELL, first, whole)
    contents = Contents(heads=(head,), entries=(entry,))
    made = write_bundle(cell.sender, commune.addressee, contents, carried=[run], have=[], made=MADE)
    return made.data, commune


@pytest.mark.parametrize(
    ("first", "previous", "cut"),
    [
        (1, "0" * 32, 64),
        (2, "", 64),
        (2, b"[]", 64),
        (2, b"{}", 64),
        (2, b"7", 64),
        (2, "0" * 31, 64),
        (1, "", 32),
    ],
)
def test_a_run_that_hangs_on_nothing_or_ends_otherwise_than_signed_is_refused(
    first: int, previous: bytes | str, cut: int
) -> None:
    data, commune = forged_run(first, previous, lambda whole: whole[:cut].ljust(64, "0"))

    with pytest.raises(BundleRefused):
        open_bundle(data, commune.reader)


def test_the_forgers_tools_make_a_good_bundle_when_nothing_is_forged() -> None:
    _, commune, cell = make_bodies()
    assert open_bundle(resigned(cell, commune), commune.reader).contents.entries
    data, commune = forged_run(2, "0" * 32, lambda whole: whole)
    assert open_bundle(data, commune.reader).contents.entries
