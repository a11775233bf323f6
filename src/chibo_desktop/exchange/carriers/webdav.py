"""WebDAV as the mailbox, or a plain store that knows PUT and GET: names, whole files and pieces over httpx."""

from __future__ import annotations

import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange.bundle import MAX_FILE
from chibo_desktop.exchange.carriers import _reasons
from chibo_desktop.exchange.pieces import names_in
from chibo_desktop.exchange.place import NO_PROXY, Place

if TYPE_CHECKING:
    import httpx

PART = ".part"
CONNECT, ANSWER = 20.0, 120.0
"""Seconds: a piece of 128 KiB takes 35 s at 30 kbit/s, and lies in the system's buffer while we wait for the answer."""

MAX_LIST = 8 * 1024 * 1024
NO_SUCH_VERB = (400, 405, 501, 502)
"""What servers say to a verb they do not know, and to a MOVE whose target they take for another server's."""

NO_FOLDER = (404, 409)
_MADE = (200, 201, 400, 403, 405, 409, 501)
"""Answers to MKCOL after which the PUT may be tried: made, there already, or not for this account to make."""

THERE = 412
WANTED = b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getcontentlength/></prop></propfind>'


@dataclass(frozen=True)
class _Answer:
    status: int
    length: int | None
    data: bytes


class WebDav:
    """Certificates are always checked; a redirect is never followed; nothing is opened before the first call."""

    kind: ClassVar[str] = "webdav"
    cuts: ClassVar[bool] = True

    def __init__(self, place: Place) -> None:
        self._place = place
        self._base = place.address.rstrip("/") + "/"
        self._opened: httpx.Client | None = None
        self._made: set[str] = set()

    def names(self, box: str) -> list[str]:
        """By PROPFIND; of a store without it, from the list it shows a browser."""
        folder = f"{self._base}{box}/"
        answer = self._ask(
            "PROPFIND", folder, (207, 404, *NO_SUCH_VERB), content=WANTED, headers={"Depth": "1"}
        )
        if answer.status in NO_SUCH_VERB:
            answer = self._ask("GET", folder, (200, 404))
        return [] if answer.status == 404 else names_in(answer.data.decode("utf-8", errors="replace"))

    def get(self, box: str, name: str) -> bytes:
        return self._ask("GET", self._url(box, name), (200,), limit=MAX_FILE).data

    def put(self, box: str, name: str, data: bytes, *, in_place: bool = False) -> None:
        """Under another name, its length asked for, moved without replacing anything, asked for again.

        A server that is still busy with a try that broke off may cut off the file just before it is moved.
        """
        url = self._url(box, name)
        if in_place:
            self._make(box)
            self._write(box, url, data)
            return
        self._write(box, url + PART, data)
        if self._length(url + PART) not in (None, len(data)):
            raise Trouble("Hòm thư chưa giữ đủ tệp vừa gửi. Chương trình sẽ gửi lại.")
        self._move(box, url, data)
        if self._length(url) not in (None, len(data)):
            self.remove(box, name)
            raise Trouble("Hòm thư chưa giữ đủ tệp vừa gửi. Chương trình sẽ gửi lại.")

    def remove(self, box: str, name: str) -> None:
        self._ask("DELETE", self._url(box, name), (200, 202, 204, 404))

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _url(self, box: str, name: str) -> str:
        return f"{self._base}{box}/{name}"

    def _make(self, box: str) -> None:
        """Once a connection, before pieces: one sent to a box that is not there would have to be sent again."""
        if box not in self._made:
            self._ask("MKCOL", f"{self._base}{box}/", _MADE)
            self._made.add(box)

    def _write(self, box: str, url: str, data: bytes) -> None:
        answer = self._ask("PUT", url, (200, 201, 204, *NO_FOLDER), content=data)
        if answer.status in NO_FOLDER:
            self._ask("MKCOL", f"{self._base}{box}/", _MADE)
            self._ask("PUT", url, (200, 201, 204), content=data)

    def _move(self, box: str, url: str, data: bytes) -> None:
        ways = {"Destination": url, "Overwrite": "F"}
        answer = self._ask("MOVE", url + PART, (201, 204, THERE, *NO_SUCH_VERB), headers=ways)
        if answer.status == THERE and self._length(url) not in (None, len(data)):
            # a copy that somebody's line cut off, under the name of these very bytes
            answer = self._ask("MOVE", url + PART, (201, 204), headers={**ways, "Overwrite": "T"})
        if answer.status in NO_SUCH_VERB:
            self._write(box, url, data)
        if answer.status in (THERE, *NO_SUCH_VERB):
            self._ask("DELETE", url + PART, (200, 202, 204, 403, 404, 405, 501))

    def _length(self, url: str) -> int | None:
        """What the server says it holds; None where it does not say."""
        answer = self._ask("HEAD", url, (200, 204, 404, 405, 501))
        if answer.status == 404:
            return 0
        return answer.length if answer.status == 200 else None

    def _ask(
        self,
        verb: str,
        url: str,
        good: Collection[int],
        *,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
        limit: int = MAX_LIST,
    ) -> _Answer:
        """One answer, its body read up to the limit. Refusal or Trouble for every status that is not `good`."""
        with self._said():
            request = self._client.build_request(verb, url, content=content, headers=headers)
            answer = self._client.send(request, stream=True)
            try:
                if _is_login_page(verb, answer):
                    raise _reasons.login_page()
                if answer.status_code not in good:
                    raise _reasons.reason_of_status(answer, self._host)
                said = answer.headers.get("Content-Length", "")
                length = int(said) if said.isascii() and said.isdigit() else None
                return _Answer(answer.status_code, length, _read(answer, limit))
            finally:
                answer.close()

    @contextmanager
    def _said(self) -> Iterator[None]:
        import httpx

        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            self.close()
            raise _reasons.reason_of(error, self._host) from error

    @property
    def _host(self) -> str:
        return self._place.shown

    @property
    def _client(self) -> httpx.Client:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> httpx.Client:
        import httpx

        place, proxy = self._place, None
        if place.proxy not in ("", NO_PROXY):
            account = (place.proxy_user, place.proxy_password) if place.proxy_user else None
            proxy = httpx.Proxy(place.proxy, auth=account)
        return httpx.Client(
            auth=httpx.BasicAuth(place.user, place.password) if place.user else None,
            verify=self._trusted,
            proxy=proxy,
            trust_env=place.proxy == "",
            timeout=httpx.Timeout(ANSWER, connect=CONNECT),
            headers={"User-Agent": "chibo", "Accept": "*/*", "Accept-Encoding": "identity"},
            follow_redirects=False,
        )

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        """The authorities this machine knows, and the one a person chose beside them."""
        known = ssl.create_default_context()
        if self._place.ca:
            try:
                known.load_verify_locations(cadata=self._place.ca)
            except ssl.SSLError:
                raise Refusal("Tệp chứng thư gốc không đọc được. Hãy xin lại tệp ấy.", "ca") from None
        return known


def _read(answer: httpx.Response, limit: int) -> bytes:
    """The body as far as it may go, so that no server fills the memory."""
    held = bytearray()
    for chunk in answer.iter_raw():
        held += chunk
        if len(held) > limit:
            raise Trouble(
                "Hòm thư trả về nhiều hơn một gói có thể có nên không nhận. Hãy báo người quản trị hòm thư."
            )
    return bytes(held)


def _is_login_page(verb: str, answer: httpx.Response) -> bool:
    """A page for people where a store would have answered with nothing, or in another status."""
    is_page = answer.headers.get("Content-Type", "").lower().startswith("text/html")
    return answer.status_code == 200 and is_page and verb not in ("GET", "HEAD")
