"""Installers that come by stick: named by their file, believed by their signature alone, every byte of them read."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from chibo_desktop import __version__
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.setups import find_setups, is_setup, newer_setup, this_system
from chibo_desktop.exchange.release import beside, read_release, release_key, write_release
from chibo_desktop.seal.release_key import read_release_key, read_signing_key
from chibo_desktop.seal.sign import SigningKey

KEY, OTHER = SigningKey.new(), SigningKey.new()
AT = datetime(2026, 12, 1, 8, 0, tzinfo=VIETNAM)
HERE, ELSEWHERE = (
    ("chibo-desktop-{}-setup.exe", "chibo-desktop_{}_amd64.deb")
    if this_system() == "windows"
    else ("chibo-desktop_{}_amd64.deb", "chibo-desktop-{}-setup.exe")
)


def make_setup(folder: Path, version: str = "7.0.0", form: str = HERE) -> Path:
    made = folder / form.format(version)
    made.write_bytes(b"an installer of " + version.encode() * 100_000)
    return made


@pytest.fixture
def setup(tmp_path: Path) -> Path:
    made = make_setup(tmp_path)
    write_release(made, KEY, AT)
    return made


def test_a_signed_installer_says_its_version_and_its_day(setup: Path) -> None:
    steps: list[tuple[int, int]] = []
    release = read_release(setup, KEY.public, lambda done, of: steps.append((done, of)))
    assert (release.version, release.made_at, release.size) == ("7.0.0", AT, setup.stat().st_size)
    assert release.is_checked
    assert release.is_newer
    assert steps[-1] == (release.size, release.size)


def test_a_changed_byte_a_cut_file_and_another_hand_are_refused(setup: Path, tmp_path: Path) -> None:
    whole = setup.read_bytes()
    for spoilt in (whole[:-1], whole[:-1] + b"!", whole + b"\0"):
        setup.write_bytes(spoilt)
        with pytest.raises(Refusal, match="không còn nguyên"):
            read_release(setup, KEY.public)
    setup.write_bytes(whole)
    with pytest.raises(Refusal, match="không phải của nơi phát hành"):
        read_release(setup, OTHER.public)
    for text in ("", "{}\nAAAA\n", beside(setup).read_text()[:-2], beside(setup).read_text() + "x"):
        beside(setup).write_text(text)
        with pytest.raises(Refusal, match="không phải của nơi phát hành"):
            read_release(setup, KEY.public)
    beside(setup).write_bytes(b"\xff" * 100)
    with pytest.raises(Refusal, match="không phải của nơi phát hành"):
        read_release(setup, KEY.public)


def test_a_signed_line_that_an_editor_of_windows_saved_again_is_taken(setup: Path) -> None:
    beside(setup).write_bytes(beside(setup).read_bytes().replace(b"\n", b"\r\n"))
    assert read_release(setup, KEY.public).is_checked


def test_a_line_of_a_later_format_does_not_send_people_to_update_first(setup: Path) -> None:
    text = beside(setup).read_text()
    assert '"v":1' in text
    beside(setup).write_text(text.replace('"v":1', '"v":2'))
    with pytest.raises(Refusal, match="trao tận tay"):
        read_release(setup, KEY.public)


def test_what_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    setup = make_setup(tmp_path)
    with setup.open("r+b") as file:
        file.truncate(3 * 1024**3)  # takes no room on the disk
    with pytest.raises(Refusal, match="quá lớn"):
        read_release(setup, None)


def test_the_signature_of_one_installer_is_not_taken_for_another(setup: Path, tmp_path: Path) -> None:
    older = make_setup(tmp_path, "6.0.0")
    beside(older).write_bytes(beside(setup).read_bytes())
    with pytest.raises(Refusal, match="là của bộ cài"):
        read_release(older, KEY.public)


def test_without_its_signed_line_an_installer_is_refused_and_the_person_told_what_to_copy(
    tmp_path: Path,
) -> None:
    with pytest.raises(Refusal, match=r"chép cả hai tệp"):
        read_release(make_setup(tmp_path), KEY.public)


def test_a_program_without_a_release_key_says_that_nothing_was_checked(tmp_path: Path) -> None:
    release = read_release(make_setup(tmp_path), None)
    assert (release.version, release.is_checked, release.made_at) == ("7.0.0", False, None)
    assert release_key() is None  # a program from its sources has none


def test_an_installer_of_another_system_is_refused(tmp_path: Path) -> None:
    other = make_setup(tmp_path, form=ELSEWHERE)
    write_release(other, KEY, AT)
    with pytest.raises(Refusal, match="máy này không dùng được"):
        read_release(other, KEY.public)


def test_of_several_installers_the_newest_for_this_system_is_found(tmp_path: Path) -> None:
    for version in ("0.9.0", "0.10.0", "0.0.1"):
        make_setup(tmp_path, version)
    make_setup(tmp_path, "9.0.0", ELSEWHERE)
    (tmp_path / "chibo-desktop-setup.exe").touch()
    (tmp_path / HERE.format("9.9.9")).mkdir()
    assert [path.name for path in find_setups(tmp_path)] == [
        HERE.format(version) for version in ("0.10.0", "0.9.0", "0.0.1")
    ]
    assert newer_setup(tmp_path) == tmp_path / HERE.format("0.10.0")
    assert newer_setup(tmp_path / "gone") is None


def test_the_version_that_runs_is_no_news(tmp_path: Path) -> None:
    make_setup(tmp_path, __version__)
    assert newer_setup(tmp_path) is None
    assert not read_release(tmp_path / HERE.format(__version__), None).is_newer


@pytest.mark.parametrize(
    "name", ["setup.exe", "chibo-desktop-1.0-setup.exe", "chibo-desktop-1.0.0-setup.exe.release", "x.cbb"]
)
def test_other_files_are_no_installers(name: str, tmp_path: Path) -> None:
    assert not is_setup(tmp_path / name)
    (tmp_path / name).touch()
    with pytest.raises(Refusal, match="không phải bộ cài"):
        read_release(tmp_path / name, KEY.public)


def test_keys_made_by_openssl_sign_and_check(setup: Path, tmp_path: Path) -> None:
    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)

    openssl("genpkey", "-algorithm", "ed25519", "-out", "release.key")
    openssl("pkey", "-in", "release.key", "-pubout", "-out", "release.pub")
    openssl("pkey", "-in", "release.key", "-aes256", "-passout", "pass:rừng xanh", "-out", "locked.key")
    public = read_release_key((tmp_path / "release.pub").read_bytes())
    locked = (tmp_path / "locked.key").read_bytes()
    write_release(setup, read_signing_key(locked, "rừng xanh"), AT)
    assert read_release(setup, public).is_checked
    for wrong in (None, "rừng đỏ"):
        with pytest.raises(Refusal, match="mật khẩu của khóa"):
            read_signing_key(locked, wrong)
    for pem in (b"", locked, (tmp_path / "release.key").read_bytes()):
        with pytest.raises(Refusal, match="không phải khóa công khai"):
            read_release_key(pem)


def test_openssl_alone_checks_a_release(setup: Path, tmp_path: Path) -> None:
    import base64

    from chibo_desktop.seal.sign import public_pem
    from seal.keys import VERIFY

    text, signature, _ = beside(setup).read_text().split("\n")
    (tmp_path / "public.pem").write_text(public_pem(KEY.public))
    (tmp_path / "signature").write_bytes(base64.b64decode(signature))
    (tmp_path / "line").write_text(text)
    subprocess.run([*VERIFY, "-in", "line"], cwd=tmp_path, capture_output=True, check=True)
