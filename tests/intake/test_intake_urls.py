"""Pages over HTTP, from real servers on this machine."""

from __future__ import annotations

import gzip
import http.server
import ipaddress
import itertools
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import IntakeError
from firsthand.intake import captures
from firsthand.intake.addresses import Address, is_any, is_public
from firsthand.intake.readers import CONTENT_TYPES
from firsthand.intake.urls import Answer, fetch
from firsthand.types import Capture, Failure

PAGE = "<!doctype html><p>“Não”, she said.".encode()
seen: list[dict[str, str]] = []


class Courier(http.server.BaseHTTPRequestHandler):
    """A news site with every bad habit; what a path does stands in ``PATHS``."""

    def do_GET(self) -> None:
        seen.append(dict(self.headers))
        act = PATHS.get(self.path.split("?")[0])
        if act is None:
            self.answer(b"gone", status=404)
            return
        with suppress(OSError):  # the reader hangs up, as it should
            act(self)

    def answer(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | _dashed(headers)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def go_to(self, where: str, *, status: int = 302) -> None:
        self.answer(b"", status=status, location=where)

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"<p>")
            time.sleep(0.1)

    def drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            self.wfile.write(b"X-%d: 1\r\n" % number)
            time.sleep(0.1)

    def flood(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"a" * 65_536)

    def log_message(self, *_: Any) -> None:
        """Be silent."""


def _dashed(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-").title(): value for name, value in headers.items()}


def sends(body: bytes, *, status: int = 200, **headers: str) -> Callable[[Courier], None]:
    return lambda site: site.answer(body, status=status, **headers)


def leads_to(where: str, *, status: int = 302) -> Callable[[Courier], None]:
    return lambda site: site.go_to(where, status=status)


PATHS: dict[str, Callable[[Courier], None]] = {
    "/page": sends(PAGE, content_type="text/html; charset=UTF-8", x_desk="city"),
    "/latin": sends("Não".encode("latin-1"), content_type='text/html; charset="ISO-8859-1"'),
    "/plain": sends(b"He fled.", content_type="text/plain"),
    "/plain-html": sends(PAGE, content_type="text/plain"),
    "/untold": sends(PAGE),
    "/untold-text": sends(b"He fled."),
    "/wide": sends("He fled.".encode("utf-16-le"), content_type="text/plain; charset=utf-16le"),
    "/lines": sends(
        b'{"text": "He fled.", "url": "https://courier.example/1"}\n{}',
        content_type="application/x-ndjson",
    ),
    "/gzip": sends(gzip.compress(PAGE), content_type="text/html", content_encoding="gzip"),
    "/deflate": sends(zlib.compress(PAGE), content_type="text/html", content_encoding="deflate"),
    "/bomb": sends(gzip.compress(b"a" * 200_000_000, 1), content_encoding="gzip"),
    "/bombs": sends(gzip.compress(gzip.compress(b"a")), content_encoding="gzip, gzip"),
    "/brotli": sends(b"\x0b\x02\x80", content_encoding="br"),
    "/not-gzip": sends(PAGE, content_encoding="gzip"),
    "/picture": sends(b"\x89PNG", content_type="image/png"),
    "/json": sends(b"{}", content_type="application/json; charset=utf-8"),
    "/pdf-as-html": sends(b"%PDF-1.7", content_type="text/html"),
    "/feed": sends(b"<?xml version='1.0'?><rss>", content_type="text/xml"),
    "/empty": sends(b"", content_type="text/html"),
    "/short": sends(PAGE, content_type="text/html", content_length="9999"),
    "/long": sends(PAGE + b"more", content_type="text/html", content_length=str(len(PAGE))),
    "/vast": sends(PAGE, content_type="text/html", content_length="52400000"),
    "/teapot": sends(b"no", status=451),
    "/nothing": sends(b"", status=204),
    "/nowhere": sends(b"", status=302),
    "/moved": leads_to("/moved-again", status=301),
    "/moved-again": leads_to("page?from=moved#end", status=307),
    "/cookie": lambda site: site.answer(
        b"", status=302, location="/page", set_cookie="who=reader; Path=/"
    ),
    "/round": leads_to("/round"),
    "/to-file": leads_to("file:///etc/hostname"),
    "/to-ftp": leads_to("ftp://courier.example/a"),
    "/to-user": leads_to("http://ana:secret@127.0.0.1/"),
    "/to-nonsense": leads_to("http://courier.example:a/"),
    "/to-metadata": leads_to("http://169.254.169.254/latest/meta-data/"),
    "/to-neighbour": leads_to("//127.0.0.2/"),
    "/to-decimal": leads_to("http://2130706434/"),
    "/drip": Courier.drip,
    "/drip-headers": Courier.drip_headers,
    "/flood": Courier.flood,
}


@contextmanager
def serving(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[int]:
    server = http.server.ThreadingHTTPServer((host, 0), Courier)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as port:
        yield f"http://127.0.0.1:{port}"


def read(url: str, **options: Any) -> list[Capture | Failure]:
    return list(captures([url], **{"allow_private": True, **options}))


def get(url: str, **options: Any) -> Answer:
    usual: dict[str, Any] = {
        "accepts": CONTENT_TYPES,
        "permits": is_any,
        "max_bytes": 1_000_000,
        "timeout_s": 5.0,
    }
    return fetch(url, **{**usual, **options})


def only_this(address: Address) -> bool:
    return address == ipaddress.ip_address("127.0.0.1")


@pytest.mark.parametrize(
    ("path", "form", "charset", "content"),
    [
        ("/page", "html", "utf-8", PAGE),
        ("/latin", "html", "iso-8859-1", b"N\xe3o"),
        ("/plain", "text", None, b"He fled."),
        ("/plain-html", "html", None, PAGE),
        ("/untold", "html", None, PAGE),
        ("/untold-text", "text", None, b"He fled."),
        ("/wide", "text", "utf-16le", "He fled.".encode("utf-16-le")),
        ("/gzip", "html", None, PAGE),
        ("/deflate", "html", None, PAGE),
        ("/long", "html", None, PAGE),
    ],
)
def test_a_page_comes_with_what_the_server_said(site, path, form, charset, content):
    (capture,) = read(site + path)
    assert isinstance(capture, Capture)
    assert (capture.form, capture.charset, capture.content) == (form, charset, content)
    assert (capture.place, capture.url) == (site + path, site + path)


def test_the_headers_the_time_and_the_last_address_are_kept(site):
    (capture,) = read(site + "/moved")
    assert isinstance(capture, Capture)
    assert (capture.place, capture.url) == (site + "/moved", site + "/page?from=moved")
    assert ("x-desk", "city") in capture.headers
    assert capture.captured_at is not None
    assert abs(datetime.fromisoformat(capture.captured_at) - datetime.now(UTC)).seconds < 60
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert get(site + "/page", clock=lambda: noon).captured_at == "2024-05-01T12:00:00+00:00"


def test_json_lines_of_a_server_keep_their_own_addresses(site):
    capture, failure = read(site + "/lines")
    assert isinstance(capture, Capture)
    assert isinstance(failure, Failure)
    assert (capture.place, capture.url) == (f"{site}/lines:1", "https://courier.example/1")
    assert failure.input == f"{site}/lines:2"


def test_we_say_who_we_are_and_carry_nothing_from_page_to_page(site):
    seen.clear()
    get(site + "/cookie")
    assert all(headers["User-Agent"].startswith("Firsthand/") for headers in seen)
    assert [headers.get("Cookie") for headers in seen] == [None, None]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "the server answered 404 Not Found"),
        ("/teapot", "the server answered 451 Unavailable For Legal Reasons"),
        ("/nothing", "empty"),
        ("/nowhere", "the server answered 302 Found"),
        ("/picture", "image/png, not a page"),
        ("/json", "application/json, not a page"),
        ("/pdf-as-html", "a PDF, not a page"),
        ("/feed", "a news feed, not a page"),
        ("/empty", "empty"),
        ("/short", "the answer broke off"),
        ("/vast", "52.4 MB is more than the 1 MB"),
        ("/flood", "more than the 1 MB"),
        ("/bomb", "more than the 1 MB"),
        ("/bombs", "packed as gzip, gzip, which we did not ask for"),
        ("/brotli", "packed as br, which we did not ask for"),
        ("/not-gzip", "the answer is packed wrongly"),
        ("/round", "more than 10 redirects"),
        ("/to-file", "sent on to file:/etc/hostname: file: is not read"),
        ("/to-ftp", "sent on to ftp://courier.example/a: ftp: is not read"),
        ("/to-user", "an address with a name or password in it"),
        ("/to-nonsense", "not an address (Invalid port"),
    ],
)
def test_what_is_no_page_is_one_failure(site, path, words):
    (failure,) = read(site + path, max_bytes=1_000_000)
    assert isinstance(failure, Failure)
    assert failure.input == site + path
    assert words in failure.error
    assert failure.next
    assert len(str(failure).splitlines()) == 1


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_slow_server_is_left_at_the_deadline(site, path):
    begun = time.monotonic()
    (failure,) = read(site + path, timeout_s=0.5)
    assert isinstance(failure, Failure)
    assert "no whole answer within 0.5 s" in failure.error
    assert time.monotonic() - begun < 2


def test_a_slow_look_up_is_left_at_the_deadline():
    begun = time.monotonic()
    with pytest.raises(IntakeError, match=r"no whole answer within 0\.2 s"):
        get("http://courier.example/", timeout_s=0.2, look_up=lambda *_: [time.sleep(3) or ""])
    assert time.monotonic() - begun < 2


def test_the_deadline_is_for_all_redirects_together(site):
    slow = itertools.count()

    def look_up(*_: object) -> list[str]:
        next(slow)
        time.sleep(0.2)
        return ["127.0.0.1"]

    with pytest.raises(IntakeError, match="no whole answer"):
        get(site + "/round", timeout_s=0.5, look_up=look_up)
    assert next(slow) <= 4


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:1/", "no connection"),
        ("http://[::1]:1/", "no connection"),
        ("http://nowhere.invalid/", "no such host: nowhere.invalid"),
        ("http://a..b/", "no such host"),
        ("http:///page", "an address without a host"),
        ("http://ana:secret@127.0.0.1/", "an address with a name or password in it"),
        ("http://127.0.0.1:99999/", "there is no port 99999"),
        ("http://127.0.0.1:0/", "there is no port 0"),
        ("http://courier.example:a/", "not an address (Invalid port"),
        ("http://[nonsense/", "no such host"),
        ("http://a b/", "no such host"),
        ("http://a\nb/", "not an address (Invalid non-printable"),
        ("http://\ud800/", "not an address"),
        ("ftp://courier.example/a", "ftp: is not read"),
        ("file:///etc/hostname", "file: is not read"),
        ("HTTP://127.0.0.1:1/", "no connection"),
    ],
)
def test_a_bad_address_is_one_failure(url, words):
    (failure,) = read(url)
    assert isinstance(failure, Failure)
    assert words in failure.error
    str(failure).encode()


def test_a_server_that_speaks_no_http_is_a_failure():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def talk() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-courier\r\n")

        threading.Thread(target=talk).start()
        (failure,) = read(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    assert isinstance(failure, Failure)
    assert "the answer broke off" in failure.error


# ------------------------------------------------------- who may be reached


def test_a_private_address_is_refused_unless_allowed(site):
    seen.clear()
    (failure,) = captures([site + "/page"])
    assert isinstance(failure, Failure)
    assert "127.0.0.1 is at 127.0.0.1, which is not a public address" in failure.error
    assert "--allow-private" in failure.next
    assert seen == []


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_no_other_spelling_reaches_it(site, host):
    port = site.rsplit(":", 1)[1]
    seen.clear()
    (failure,) = captures([f"http://{host}:{port}/page"])
    assert isinstance(failure, Failure)
    assert "not a public address" in failure.error
    assert seen == []


@pytest.mark.parametrize(
    ("path", "host"),
    [
        ("/to-metadata", "169.254.169.254"),
        ("/to-neighbour", "127.0.0.2"),
        ("/to-decimal", "2130706434 is at 127.0.0.2"),
    ],
)
def test_every_redirect_is_checked_again(site, path, host):
    with pytest.raises(IntakeError, match="which is not a public address") as refused:
        get(site + path, permits=only_this)
    assert refused.value.what.startswith("sent on to ")
    assert host in refused.value.what


def test_a_public_looking_name_of_a_private_address_is_refused(site):
    with pytest.raises(IntakeError, match=r"courier\.example is at 127\.0\.0\.1"):
        get(
            site.replace("127.0.0.1", "courier.example") + "/page",
            permits=is_public,
            look_up=lambda *_: ["127.0.0.1"],
        )


def test_the_checked_address_is_the_one_connected_to(site):
    """A second look-up would fail (there is no such name) or give the metadata address."""
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    url = site.replace("127.0.0.1", "Courier.Example.")
    seen.clear()
    answer = get(url + "/page", permits=only_this, look_up=lambda *_: next(answers))
    assert answer.content == PAGE
    assert seen[0]["Host"] == f"courier.example.:{site.rsplit(':', 1)[1]}"


def test_a_dead_address_of_a_name_leaves_the_next_one(site):
    url = site.replace("127.0.0.1", "courier.example") + "/page"
    answer = get(url, look_up=lambda *_: ["::1", "127.0.0.3", "127.0.0.1"])
    assert (answer.url, answer.content) == (url, PAGE)


def test_proxies_of_the_environment_have_no_say(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert get(site + "/page").content == PAGE


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Any:
    if not shutil.which("openssl"):
        pytest.skip("makes its certificate with openssl")
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out cert.pem"
        " -subj /CN=courier.example -addext subjectAltName=DNS:courier.example"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    return folder


def test_tls_asks_for_the_name_and_checks_the_certificate_of_the_name(certificate):
    ours = ssl.create_default_context(cafile=certificate / "cert.pem")
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    asked: list[str | None] = []
    theirs.sni_callback = lambda _socket, name, _context: asked.append(name)
    with serving(tls=theirs) as port:
        here: dict[str, Any] = {"look_up": lambda *_: ["127.0.0.1"]}
        good = f"https://courier.example:{port}/page"
        assert get(good, tls=ours, **here).content == PAGE
        with pytest.raises(IntakeError, match=r"no connection \(.*Hostname mismatch"):
            get(f"https://rival.example:{port}/page", tls=ours, **here)
        with pytest.raises(IntakeError, match=r"no connection \(.*certificate verify failed"):
            get(good, **here)  # as usual: nobody we trust has signed it
    assert asked == ["courier.example", "rival.example", "courier.example"]


@given(st.text(max_size=30), st.sampled_from(["http://", "https://", "gopher://"]))
def test_any_address_gives_an_intake_error_and_no_other(rest, scheme):
    def nobody(*_: object) -> list[str]:
        raise OSError("no network here")

    with pytest.raises(IntakeError):
        get(scheme + rest, look_up=nobody)
