"""Why a mailbox on the network could not be used, each in one sentence that says what to do; names no account."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal, Trouble

if TYPE_CHECKING:
    import httpx

NOT_YET_VALID, EXPIRED, ANOTHER_NAME, ANOTHER_NUMBER = 9, 10, 62, 64
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID, _CERT_HAS_EXPIRED, _HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH."""

NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL)


def reason_of(error: Exception, host: str) -> Refusal | Trouble:
    """What to say of an error httpx raised while speaking with `host`."""
    import httpx

    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _of_certificate(cause, host)
    if isinstance(error, httpx.ProxyError):
        return _of_proxy(str(error))
    for cause in causes:
        said = _of_line(cause, host)
        if said is not None:
            return said
    if isinstance(error, httpx.TimeoutException):
        return Trouble(
            f"Máy chủ “{host}” không trả lời. Mạng quá chậm hoặc đang tắc; chương trình sẽ thử lại."
        )
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Refusal("Địa chỉ này chưa đúng. Hãy gõ đủ, ví dụ https://thu.coquan/chibo.", "address")
    return Trouble("Đường truyền bị đứt giữa chừng. Lần sau gửi tiếp từ chỗ đứt, không mất gì.")


def _of_line(cause: BaseException, host: str) -> Trouble | None:
    if isinstance(cause, socket.gaierror):
        return Trouble(
            f"Không tìm thấy máy chủ “{host}”. Máy chưa có mạng, hoặc địa chỉ gõ sai; xem lại rồi thử lại."
        )
    if isinstance(cause, ssl.SSLError):
        return Trouble(
            f"Máy chủ “{host}” không nói được đường mã hóa. Xem lại địa chỉ và cổng, hoặc hỏi người quản trị hòm thư."
        )
    if isinstance(cause, ConnectionRefusedError):
        return Trouble(f"Máy chủ “{host}” từ chối nối. Xem lại địa chỉ và cổng, hoặc thử lại sau.")
    if isinstance(cause, OSError) and cause.errno in NO_WAY:
        return Trouble("Máy chưa có mạng. Cắm dây hoặc nối Wi-Fi rồi thử lại.")
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of_certificate(error: ssl.SSLCertVerificationError, host: str) -> Refusal | Trouble:
    if error.verify_code in (NOT_YET_VALID, EXPIRED):
        now = datetime.now(VIETNAM)
        return Trouble(
            f"Đồng hồ máy này đang chỉ {now:%H:%M ngày %d/%m/%Y}, ngoài hạn chứng thư của “{host}”. Nếu đồng hồ sai, "
            "hãy chỉnh lại rồi thử lại; nếu đúng, báo người quản trị hòm thư."
        )
    if error.verify_code in (ANOTHER_NAME, ANOTHER_NUMBER):
        return Refusal(
            f"Chứng thư trình ra không phải của “{host}”: địa chỉ gõ sai, hoặc mạng này đòi đăng nhập ở trình duyệt trước.",
            "address",
        )
    return Refusal(
        f"Máy này chưa biết nơi cấp chứng thư của “{host}”. Nếu cơ quan tự cấp, hãy xin tệp chứng thư gốc và chọn ở đây; "
        "nếu không, mạng này có thể đang chặn đường.",
        "ca",
    )


def _of_proxy(words: str) -> Refusal | Trouble:
    if words.startswith("407"):
        return proxy_password()
    return Trouble("Proxy không cho đi tới hòm thư. Xem lại địa chỉ proxy, hoặc hỏi người quản trị mạng.")


def proxy_password() -> Refusal:
    return Refusal(
        "Proxy đòi tài khoản, hoặc tài khoản proxy sai. Hãy gõ địa chỉ, tài khoản và mật khẩu của proxy.",
        "proxy",
    )


def login_page() -> Trouble:
    return Trouble(
        "Mạng này chuyển sang trang đăng nhập. Mở trình duyệt, đăng nhập vào mạng rồi thử lại; chưa gửi gì đi."
    )


def moved(target: str) -> Refusal:
    return Refusal(f"Hòm thư đã chuyển sang địa chỉ {target}. Hãy sửa lại địa chỉ.", "address")


def reason_of_status(response: httpx.Response, host: str) -> Refusal | Trouble:
    """What to say of an answer that is no success."""
    status = response.status_code
    if status == 407:
        return proxy_password()
    if status == 511:
        return login_page()
    if 300 <= status < 400:
        return _of_redirect(response, host)
    if status in _REFUSALS:
        return Refusal(*_REFUSALS[status])
    if status in _TROUBLES:
        return Trouble(_TROUBLES[status])
    return Trouble(
        f"Máy chủ “{host}” trả lời mã {status}. Thử lại sau; nếu vẫn vậy, báo mã này cho người quản trị hòm thư."
    )


def _of_redirect(response: httpx.Response, host: str) -> Refusal | Trouble:
    """To another host: the login page of a network. On the same: the address was written a little differently."""
    target = response.next_request.url if response.next_request else None
    if (
        target is not None
        and target.host == host
        and target.path.rstrip("/") == response.url.path.rstrip("/")
    ):
        return moved(f"{target.scheme}://{target.netloc.decode('ascii')} …")
    return login_page()


_REFUSALS = {
    401: ("Hòm thư không nhận tài khoản hoặc mật khẩu này. Hãy gõ lại cho đúng.", "password"),
    403: (
        "Tài khoản này không có quyền ở thư mục ấy của hòm thư. Hãy xin người quản trị hòm thư mở quyền.",
        "user",
    ),
    404: ("Không có thư mục ấy ở máy chủ. Hãy xem lại địa chỉ của hòm thư.", "address"),
    405: ("Địa chỉ này không phải chỗ gửi tệp. Hãy xem lại địa chỉ của hòm thư.", "address"),
    409: ("Không có thư mục ấy ở máy chủ. Hãy xem lại địa chỉ của hòm thư.", "address"),
    501: ("Địa chỉ này không phải chỗ gửi tệp. Hãy xem lại địa chỉ của hòm thư.", "address"),
}
_TROUBLES = {
    413: "Hòm thư không nhận tệp lớn như vậy. Hãy báo người quản trị hòm thư nới giới hạn.",
    423: "Tệp ấy đang bị khóa ở hòm thư. Chương trình sẽ thử lại.",
    429: "Hòm thư đang bận. Chương trình sẽ thử lại sau.",
    502: "Máy chủ hòm thư đang trục trặc. Chương trình sẽ thử lại sau.",
    503: "Máy chủ hòm thư đang bận hoặc đang bảo trì. Chương trình sẽ thử lại sau.",
    504: "Máy chủ hòm thư không trả lời. Chương trình sẽ thử lại sau.",
    507: "Hòm thư đã đầy. Hãy báo người quản trị hòm thư dọn bớt; gói vẫn giữ ở máy này.",
}
