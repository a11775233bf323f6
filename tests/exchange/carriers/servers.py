"""Real servers on loopback for the carriers: WebDAV, a line that counts and breaks, one that answers as told; asserts nothing."""

from __future__ import annotations

import datetime as dt
import ipaddress
import logging
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from chibo_desktop.exchange.place import Place

USER, PASSWORD = "xa-muong-say", "lòng hồ thu"
AUTHORITY = "Cơ quan cấp chứng thư mẫu"


@contextmanager
def webdav(folder: Path, certificate: tuple[Path, Path] | None = None) -> Iterator[int]:
    """WsgiDAV over cheroot serving a folder to USER; gives the port."""
    from cheroot import wsgi
    from cheroot.ssl.builtin import BuiltinSSLAdapter
    from wsgidav.wsgidav_app import WsgiDAVApp

    said = logging.getLogger("wsgidav")  # it warns of every cut line, which is what we do to it
    said.propagate = False
    application = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    server = wsgi.Server(("127.0.0.1", 0), application, numthreads=4, shutdown_timeout=1)
    server.error_log = lambda *_args, **_named: None  # type: ignore[method-assign]
    if certificate:
        server.ssl_adapter = BuiltinSSLAdapter(str(certificate[0]), str(certificate[1]))
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield int(server.bind_addr[1])
    finally:
        server.stop()
        thread.join()


def place_at(port: int, scheme: str = "http", below: str = "", **more: Any) -> Place:
    """The mailbox of such a server, in its folder `below`, past whatever proxy this machine has."""
    given = {"user": USER, "password": PASSWORD, "proxy": "none", **more}
    return Place("webdav", f"{scheme}://127.0.0.1:{port}/{below}", **given)


@dataclass
class Line:
    """A relay. `sent` counts every byte that went up through it, heads of requests included."""

    port: int
    cuts: list[int] = field(default_factory=list)
    """After so many bytes, counted over all connections, the line breaks once."""
    sent: int = 0
    broken: int = 0
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def pass_up(self, data: bytes) -> tuple[bytes, bool]:
        """What of these bytes still gets through, and whether the line breaks after them."""
        with self._guard:
            room = self.cuts[0] - self.sent if self.cuts else len(data)
            through = data[: max(0, room)]
            self.sent += len(through)
            if self.cuts and self.sent >= self.cuts[0]:
                self.cuts.pop(0)
                self.broken += 1
                return through, True
            return through, False


@contextmanager
def line_to(port: int, cuts: Sequence[int] = ()) -> Iterator[Line]:
    """A line to a server on loopback that breaks where it is told to."""
    listener = socket.create_server(("127.0.0.1", 0))
    line = Line(listener.getsockname()[1], list(cuts))
    threading.Thread(target=_accept, args=(listener, port, line), daemon=True).start()
    try:
        yield line
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _accept(listener: socket.socket, port: int, line: Line) -> None:
    while True:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        far = socket.create_connection(("127.0.0.1", port))
        for end in (near, far):  # or every request waits 40 ms for the other end to speak
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=_up, args=(near, far, line), daemon=True).start()
        threading.Thread(target=_down, args=(near, far), daemon=True).start()


def _up(near: socket.socket, far: socket.socket, line: Line) -> None:
    with suppress(OSError):
        while data := near.recv(2048):
            through, breaks = line.pass_up(data)
            far.sendall(through)
            if breaks:
                break
    _close(near, far)


def _down(near: socket.socket, far: socket.socket) -> None:
    with suppress(OSError):
        while data := far.recv(65536):
            near.sendall(data)
    _close(near, far)


def _close(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


Told = tuple[int, Mapping[str, str], bytes]


class _Teller(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    told: ClassVar[Told]

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, headers, body = self.told
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def __getattr__(self, name: str) -> Any:
        """Whatever verb is asked for."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@contextmanager
def teller(status: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Iterator[int]:
    """A server that gives the same answer to everything; gives the port."""
    handler = type("Teller", (_Teller,), {"told": (status, headers or {}, body)})
    with _served(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        yield port


class _PlainStore(_Teller):
    """PUT, GET, HEAD, DELETE and a list for a browser; no other verb, and no folders to be made."""

    kept: ClassVar[dict[str, bytes]]
    closed: ClassVar[str]

    def _answer(self) -> None:
        if self.closed and self.path.startswith(self.closed):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self._say(403)
        elif self.command in ("GET", "PUT", "HEAD", "DELETE"):
            self._stored()
        else:
            self._unknown()

    def _stored(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "PUT":
            self.kept[self.path] = body
            self._say(200)
        elif self.command == "DELETE":
            self._say(204 if self.kept.pop(self.path, None) is not None else 404)
        elif self.path.endswith("/"):
            links = "".join(f'<a href="{name}">{name[:20]}..&gt;</a>\n' for name in self.kept)
            self._say(200, links.encode(), "text/html")
        elif self.path in self.kept:
            self._say(200, self.kept[self.path])
        else:
            self._say(404)

    def _say(self, status: int, body: bytes = b"", kind: str = "application/octet-stream") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _unknown(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._say(501)


@contextmanager
def plain_store(kept: dict[str, bytes], closed: str = "") -> Iterator[int]:
    """A store that keeps what is PUT, in `kept` by path, but nothing below `closed`; gives the port."""
    handler = type("Store", (_PlainStore,), {"kept": kept, "closed": closed})
    with _served(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        yield port


@contextmanager
def _served(server: ThreadingHTTPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def silent() -> Iterator[int]:
    """A port where somebody listens and never says a word."""
    with ExitStack() as held:
        listener = held.enter_context(socket.create_server(("127.0.0.1", 0)))
        yield int(listener.getsockname()[1])


def make_authority(
    folder: Path, *, days: tuple[int, int] = (-1, 30), host: str = "127.0.0.1"
) -> tuple[str, Path, Path]:
    """A self-made authority and a certificate of it for `host`, valid between these days from now: PEM, chain, key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    root = (
        _certificate(AUTHORITY, root_key.public_key(), (-400, 400))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .add_extension(_usage(signs=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _certificate(host, key.public_key(), days)
        .add_extension(x509.SubjectAlternativeName([_address(host)]), critical=False)
        .add_extension(above, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    chain, private = folder / "server.pem", folder / "server.key"
    chain.write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return root.public_bytes(serialization.Encoding.PEM).decode(), chain, private


def _certificate(whose: str, key: Any, days: tuple[int, int]) -> Any:
    """One of the authority, still without what it may be used for and unsigned."""
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, whose)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, AUTHORITY)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + dt.timedelta(days=days[0]))
        .not_valid_after(now + dt.timedelta(days=days[1]))
    )


def _address(host: str) -> Any:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _usage(*, signs: bool) -> Any:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
