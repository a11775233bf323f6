"""Where the mailbox is and how to get there: the address, the account, the proxy; kept as one secret, nothing is opened."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from chibo_desktop.base.disks import folder_name, place_of, spot_of
from chibo_desktop.base.errors import Refusal

OWN_MACHINE = ("127.0.0.1", "::1", "localhost")
NO_PROXY = "none"


@dataclass(frozen=True)
class Place:
    """One mailbox. Of kind "folder" only `address` counts; "webdav" also serves a store that knows PUT and GET alone."""

    kind: str
    address: str
    user: str = ""
    password: str = field(default="", repr=False)
    """SECRET."""
    ca: str = field(default="", repr=False)
    """PEM of the authority that vouches for the server, beside those this machine knows; "" for none."""
    proxy: str = ""
    """"" as the system says, "none" for none, else `http://host:port`."""
    proxy_user: str = ""
    proxy_password: str = field(default="", repr=False)
    """SECRET."""
    spot: str = ""
    """Of a folder: where it lies on its own disk, for a stick that has another letter today; "" where it has no mark."""

    @property
    def shown(self) -> str:
        """How people speak of it: the folder's or the server's name, never an account."""
        if self.kind == "folder":
            return folder_name(Path(self.address))
        return urlsplit(self.address).hostname or self.address

    def text(self) -> str:
        """SECRET: as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_place(text: str) -> Place:
    """The place from its text; what a newer program added is left out."""
    kept = json.loads(text)
    return Place(**{each.name: kept[each.name] for each in fields(Place) if each.name in kept})


def marked(place: Place) -> Place:
    """The place with what it takes to find its folder again."""
    return replace(place, spot=spot_of(Path(place.address))) if place.kind == "folder" else place


def where_now(place: Place) -> Place:
    """The place with the address its folder has today."""
    if place.kind != "folder" or not place.spot:
        return place
    return replace(place, address=str(place_of(place.spot, Path(place.address))))


def check_place(place: Place) -> None:
    """Refusal, with the field, for what cannot be a mailbox; opens nothing."""
    if place.kind == "folder":
        if not place.address or not Path(place.address).is_absolute():
            raise Refusal("Hãy chọn thư mục của hòm thư chung.", "address")
        return
    if place.kind != "webdav":
        raise Refusal("Hòm thư chung là một thư mục, hoặc một địa chỉ trên mạng.", "kind")
    _check_address(place)
    if place.password and not place.user:
        raise Refusal("Có mật khẩu mà chưa có tên tài khoản. Hãy gõ tên tài khoản của hòm thư.", "user")
    if place.proxy not in ("", NO_PROXY):
        _check_url(place.proxy, ("http",), "proxy", "http://proxy.coquan:3128")
    if place.ca and "-----BEGIN CERTIFICATE-----" not in place.ca:
        raise Refusal("Tệp này không phải chứng thư dạng PEM. Hãy xin lại tệp chứng thư gốc.", "ca")


@dataclass(frozen=True)
class _Parts:
    scheme: str
    hostname: str


def _check_address(place: Place) -> None:
    parts = _check_url(place.address, ("https", "http"), "address", "https://thu.coquan/chibo")
    if parts.scheme == "http" and place.password and parts.hostname not in OWN_MACHINE:
        raise Refusal(
            "Địa chỉ http không mã hóa nên mật khẩu sẽ lộ trên đường. Hãy hỏi địa chỉ https của hòm thư.",
            "address",
        )


def _check_url(address: str, schemes: tuple[str, ...], name: str, example: str) -> _Parts:
    try:
        parts = urlsplit(address)
        known = parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or any(sign.isspace() for sign in address):
        raise Refusal(f"Địa chỉ này chưa đúng. Hãy gõ đủ, ví dụ {example}.", name)
    if parts.username or parts.password:
        raise Refusal("Đừng gõ tài khoản vào địa chỉ. Hãy gõ ở ô tài khoản và ô mật khẩu.", name)
    if parts.query or parts.fragment:
        raise Refusal("Địa chỉ không được có dấu ? hay #. Hãy chép lại địa chỉ thư mục của hòm thư.", name)
    return _Parts(parts.scheme, parts.hostname or "")
