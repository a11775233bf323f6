"""`update`: looking at an installer that was brought, and making ready for it; installing is the installer's."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.actions.updating import Ready
    from chibo_desktop.exchange.release import Release


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `update`."""
    verbs = Verbs(parser)
    look = verbs.add("look", "xem một bộ cài có đúng của nơi phát hành không; không cần mật khẩu", _look)
    prepare = verbs.add(
        "prepare", "kiểm bộ cài, chép vào máy, sao lưu sổ; rồi đóng chương trình và cài", _prepare
    )
    for verb in (look, prepare):
        verb.add_argument("file", type=Path, metavar="FILE", help="bộ cài; tệp .release phải nằm cạnh nó")
    verbs.add("back", "làm sẵn để quay về bản trước, khi máy còn giữ bộ cài của bản ấy", _back)


def _look(call: Call, given: Namespace) -> int:
    from chibo_desktop.exchange.release import read_release, release_key

    release = read_release(given.file.absolute(), release_key(), call.progress)
    call.show(_document(release), _lines(release))
    return 0


def _prepare(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.updating import prepare_update
    from chibo_desktop.exchange.release import release_key

    with call.desk() as desk:
        ready = prepare_update(desk, given.file.absolute(), release_key(), call.progress)
    return _show_ready(call, ready)


def _back(call: Call, _given: Namespace) -> int:
    from chibo_desktop.actions.updating import prepare_return
    from chibo_desktop.exchange.release import release_key

    with call.desk() as desk:
        ready = prepare_return(desk, release_key(), call.progress)
    return _show_ready(call, ready)


def _show_ready(call: Call, ready: Ready) -> int:
    from chibo_desktop.actions.updating import how_to_install

    command = how_to_install(ready) or f'"{ready.release.setup}" {" ".join(ready.words)}'.strip()
    lines = (*_lines(ready.release), "Sổ đã sao lưu. Đóng chương trình rồi chạy:", f"  {command}")
    call.show({**_document(ready.release), "run": command}, lines)
    return 0


def _document(release: Release) -> dict[str, Any]:
    return {
        "file": str(release.setup),
        "version": release.version,
        "bytes": release.size,
        "sha256": release.sha256,
        "made": release.made_at.isoformat() if release.made_at else None,
        "checked": release.is_checked,
        "newer": release.is_newer,
    }


def _lines(release: Release) -> Iterator[str]:
    made = f", phát hành {release.made_at:%d/%m/%Y}" if release.made_at else ""
    yield f"Bộ cài bản {release.version}{made}, {release.size / 1e6:.1f} MB."
    if release.is_checked:
        yield "Chữ ký đúng của nơi phát hành, tệp nguyên vẹn."
    else:
        yield "Chương trình này không mang khóa phát hành nên bộ cài không được kiểm."
