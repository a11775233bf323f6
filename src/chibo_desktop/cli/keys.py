"""`keys`: public keys, private keys taken out, and standing by files: asking for a certificate, giving, accepting."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chibo_desktop.cli.call import Call, read_words
from chibo_desktop.cli.parser import Verbs

LABELS = {
    "organisation": "Mã tổ chức",
    "name": "Tên tổ chức",
    "kind": "Loại",
    "sample": "Sổ mẫu",
    "device": "Mã máy",
    "device_key": "Khóa ký của máy",
    "sign": "Khóa ký của tổ chức",
    "seal": "Khóa niêm phong của tổ chức",
    "books": "Được ghi vào sổ",
    "path": "Đường lên cấp trên",
    "check_code": "Sáu số đối chiếu",
}


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `keys`."""
    verbs = Verbs(parser)
    verbs.add("show", "xem khóa công khai của tổ chức và của máy", _show)
    export = verbs.add("export", "ghi khóa riêng ra tệp; việc này được ghi vào sổ truy cập", _export)
    export.add_argument(
        "file", type=Path, metavar="FILE", help="tệp sẽ ghi, ai có tệp này ký thay tổ chức được"
    )
    request = verbs.add("request", "ghi tệp xin chứng thư để đưa lên cấp trên", _request)
    certify = verbs.add("certify", "cấp chứng thư cho tổ chức cấp dưới theo tệp xin", _certify)
    certify.add_argument("file", type=Path, metavar="FILE", help="tệp xin chứng thư của cấp dưới")
    for verb in (request, certify):
        verb.add_argument("--out", type=Path, metavar="FILE", required=True, help="tệp sẽ ghi")
    accept = verbs.add("accept", "nhận chứng thư cấp trên đã cấp", _accept)
    accept.add_argument("file", type=Path, metavar="FILE", help="tệp chứng thư")


def _show(call: Call, _given: Namespace) -> int:
    from chibo_desktop.actions.standing_files import public_keys

    with call.desk() as desk:
        keys = public_keys(desk)
    call.show(keys, (f"{LABELS.get(name, name)}: {_words(value)}" for name, value in keys.items()))
    return 0


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _export(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.standing_files import export_keys
    from chibo_desktop.base.paths import write_whole

    with call.desk() as desk:
        write_whole(given.file, export_keys(desk, call.password()).encode())
    call.show({"file": str(given.file)}, (f"Đã ghi khóa riêng vào {given.file}",))
    call.warn(
        "CẢNH BÁO: ai có tệp này thì ký thay tổ chức và đọc được mọi gói gửi đến. Cất vào nơi khóa kín."
    )
    return 0


def _request(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.standing_files import look_request, request_certificate
    from chibo_desktop.base.paths import write_whole

    with call.desk() as desk:
        text = request_certificate(desk)
        write_whole(given.out, text.encode())
    code = look_request(text).check_code
    call.show(
        {"file": str(given.out), "check_code": code},
        (f"Đã ghi tệp xin chứng thư: {given.out}", f"Sáu số đối chiếu, đọc cho cấp trên nghe: {code}"),
    )
    return 0


def _certify(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.standing_files import certify, look_request
    from chibo_desktop.base.paths import write_whole

    text = read_words(given.file)
    request = look_request(text)
    with call.desk() as desk:
        write_whole(given.out, certify(desk, text).encode())
    document = {
        "file": str(given.out),
        "organisation": request.organisation_id,
        "name": request.name,
        "check_code": request.check_code,
    }
    call.show(
        document,
        (
            f"Đã cấp chứng thư cho {request.name} ({request.organisation_id}): {given.out}",
            f"Sáu số đối chiếu: {request.check_code}. Hãy hỏi lại cấp dưới; nếu khác thì hủy tệp này.",
        ),
    )
    return 0


def _accept(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.let_reopen import fulfil_wish
    from chibo_desktop.actions.standing_files import accept_certificate, public_keys

    text = read_words(given.file)
    with call.desk() as desk:
        accept_certificate(desk, text)
        path = public_keys(desk)["path"]
        granted = fulfil_wish(desk)
    call.show({"path": path}, (f"Đã nhận chứng thư. Đường lên cấp trên: {', '.join(path)}",))
    if granted:
        call.warn(granted)
    return 0
