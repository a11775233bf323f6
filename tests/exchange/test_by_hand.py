"""A bundle read without this program: with age, openssl, zstd, jq and the words of docs/BUNDLE.md."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from pathlib import Path

import pytest
import zstandard

from chibo_desktop.exchange.bundle import write_bundle
from chibo_desktop.seal.sign import public_pem
from exchange.world import CELL, COMMUNE, MADE, make_bodies, make_contents, make_part

GUIDE = Path(__file__).parents[2] / "docs" / "BUNDLE.md"


def commands() -> str:
    """The shell commands of the guide, as they stand there."""
    found = re.search(r"<!-- by hand -->\n```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found.group(1)


def read_by_hand(folder: Path) -> None:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("dictionary", [0, 40_100])
def test_four_tools_and_the_guide_read_a_bundle(tmp_path: Path, dictionary: int) -> None:
    _, commune, cell = make_bodies()
    run, contents = make_contents(cell, 5)
    contents = dataclasses.replace(contents, parts=(make_part(cell),))
    (tmp_path / "dictionaries").mkdir()
    if dictionary:
        samples: list[bytes | bytearray | memoryview] = [
            entry + bytes([48 + n % 40]) * 40 for n in range(200) for entry in contents.entries
        ]
        made_dictionary = zstandard.train_dictionary(2048, samples, dict_id=dictionary)
        (tmp_path / "dictionaries" / f"{dictionary}.zdict").write_bytes(made_dictionary.as_bytes())
    made = write_bundle(
        cell.sender,
        commune.addressee,
        contents,
        carried=[run],
        have=[],
        made=MADE,
        dictionary=dictionary,
        dictionaries=tmp_path / "dictionaries",
    )
    (tmp_path / "bundle.cbb").write_bytes(made.data)
    (tmp_path / "key.txt").write_text(commune.seal.text + "\n", encoding="ascii")

    read_by_hand(tmp_path)

    assert (tmp_path / "entries.txt").read_bytes() == b"".join(entry + b"\n" for entry in contents.entries)
    said = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert (said["from"], said["to"], said["runs"][0]["last"]) == (CELL, COMMUNE, 5)
    assert (tmp_path / "device.pem").read_text(encoding="ascii") == public_pem(cell.device_key.public)
    assert json.loads((tmp_path / "parts.txt").read_text(encoding="utf-8")) == make_part(cell)


def test_the_guide_notices_a_changed_manifest(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()
    run, contents = make_contents(cell)
    made = write_bundle(cell.sender, commune.addressee, contents, carried=[run], have=[], made=MADE)
    (tmp_path / "bundle.cbb").write_bytes(made.data)
    (tmp_path / "key.txt").write_text(commune.seal.text + "\n", encoding="ascii")
    changed = commands().replace("head -n 2 opened", "head -n 2 opened | sed s/2026/2025/")

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", changed], cwd=tmp_path, capture_output=True, check=False
    )

    assert done.returncode != 0
