"""Signing an installer with a key that openssl made: what the program then believes; the key is never kept."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import build_installer
import pytest

from chibo_desktop.exchange.release import read_release
from chibo_desktop.seal.release_key import read_release_key
from chibo_installer.said import BuildError
from chibo_installer.signing import sign, signed, trial_pair
from exchange.test_release import make_setup


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with release.key and release.pub."""
    for words in (
        ["genpkey", "-algorithm", "ed25519", "-out", "release.key"],
        ["pkey", "-in", "release.key", "-pubout", "-out", "release.pub"],
    ):
        subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def test_a_setup_signed_by_the_script_is_believed_under_the_public_key(
    keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setup = make_setup(keys)
    assert build_installer.main(["--sign", str(setup), "--key", str(keys / "release.key")]) == 0
    assert capsys.readouterr().out.strip() == f"{setup}.release"
    public = read_release_key((keys / "release.pub").read_bytes())
    assert read_release(setup, public).is_checked


def test_what_cannot_be_signed_is_said_and_nothing_is_left(
    keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setup = make_setup(keys)
    assert build_installer.main(["--sign", str(setup), "--key", str(keys / "release.pub")]) == 1
    assert "khóa bí mật Ed25519" in capsys.readouterr().err
    with pytest.raises(BuildError, match="không có tên của một bộ cài"):
        sign(keys / "release.pub", keys / "release.key")
    with pytest.raises(BuildError):
        sign(setup, keys / "gone.key")
    assert not list(keys.glob("*.release"))


def test_what_is_wrong_is_said_into_a_pipe_of_windows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Redirected, Python writes there in the machine's own letters, and these lack Vietnamese ones."""
    held = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stderr", held)
    assert build_installer.main(["--sign", "gone.exe", "--key", "gone.key"]) == 1
    held.seek(0)
    assert held.read().startswith("Không xong")


def test_a_test_build_has_a_pair_of_its_own(tmp_path: Path) -> None:
    key, public = trial_pair(tmp_path)
    setup = make_setup(tmp_path)
    signed(setup, key)
    assert read_release(setup, read_release_key(public.read_bytes())).is_checked
    assert trial_pair(tmp_path)[0].public != key.public


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sign", "x.exe"], "--sign cần --key"),
        (["--wine", "--out", "x", "--release-key", "x.pub"], "bỏ --release-key"),
        ([], "thiếu --out"),
    ],
)
def test_words_that_do_not_go_together_are_refused(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        build_installer.main(words)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
