"""Pages from the web, over HTTP and HTTPS.

A request goes to an address that was looked up and checked here, under the name that was
asked for; every redirect is checked again. Environment variables have no say
(``trust_env=False``): a proxy from the environment would look the name up itself, which
would make the check of its address worthless.
"""

from __future__ import annotations

import functools
import ssl
import threading
import time
from collections.abc import Callable, Container, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import Empty, SimpleQueue

import httpx

from firsthand.errors import IntakeError
from firsthand.intake.addresses import Address, LookUp, Permits, checked_addresses, look_up
from firsthand.intake.trouble import too_large, without_password
from firsthand.version import __version__

MAX_REDIRECTS = 10
REDIRECTS = (301, 302, 303, 307, 308)
USER_AGENT = f"Firsthand/{__version__}"
# One layer of these at most: gzip within gzip within gzip is how a bomb is packed.
ENCODINGS = ("", "identity", "gzip", "deflate")
_BY_HAND = "open it in a browser, save the page and give the file"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent in the end. ``content_type`` is without its parameters."""

    url: str
    content: bytes
    content_type: str
    charset: str | None
    headers: tuple[tuple[str, str], ...]
    captured_at: str


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Rules:
    accepts: Container[str]
    permits: Permits
    look_up: LookUp
    max_bytes: int
    timeout_s: float
    deadline: float
    clock: Callable[[], datetime]
    tls: ssl.SSLContext | None


def fetch(
    url: str,
    *,
    accepts: Container[str],
    permits: Permits,
    max_bytes: int,
    timeout_s: float,
    look_up: LookUp = look_up,
    clock: Callable[[], datetime] = now,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """The page at ``url``, after at most ten redirects.

    ``accepts`` holds the content types to read (``""`` is none stated). ``timeout_s`` is
    for all together: look-ups, redirects, and the whole body. ``max_bytes`` counts the
    body after unpacking. ``tls`` is how certificates are checked, if not as usual.

    Raises:
        IntakeError: no such page, not permitted, no page, too slow, or too large.
    """
    deadline = time.monotonic() + timeout_s
    rules = _Rules(accepts, permits, look_up, max_bytes, timeout_s, deadline, clock, tls)
    return _in_time(functools.partial(_follow, url, rules), rules)


def _in_time(work: Callable[[], Answer], rules: _Rules) -> Answer:
    """What ``work`` gives or raises; at the deadline it is left to itself.

    A thread, because neither a name look-up nor a server that sends its headers one byte
    a second can be ended from outside. What it holds is bounded, and it ends with the
    process.
    """
    done: SimpleQueue[Answer | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except BaseException as error:
            done.put(error)  # raised again below, in the thread that waits

    threading.Thread(target=run, name="firsthand-fetch", daemon=True).start()
    try:
        result = done.get(timeout=max(rules.timeout_s, 0))
    except Empty:
        raise _too_slow(rules) from None
    if isinstance(result, BaseException):
        raise result
    return result


def _follow(first: str, rules: _Rules) -> Answer:
    url, came_by = _parsed(first), ""
    for _ in range(MAX_REDIRECTS + 1):
        try:
            answer = _get(url, rules)
        except IntakeError as error:
            raise IntakeError(came_by + error.what, next=error.next) from None
        if isinstance(answer, Answer):
            return answer
        url, came_by = answer, f"sent on to {without_password(str(answer))}: "
    raise IntakeError(f"more than {MAX_REDIRECTS} redirects", next=_BY_HAND)


def _parsed(address: str, *, base: httpx.URL | None = None) -> httpx.URL:
    try:
        url = base.join(address) if base else httpx.URL(address)
        return url.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise IntakeError(f"not an address ({error})", next="check it") from None


def _get(url: httpx.URL, rules: _Rules) -> Answer | httpx.URL:
    """The page, or the address that the server sends us on to."""
    _check_url(url)
    try:
        with _answer_of(url, rules) as response:
            if response.status_code in REDIRECTS and "location" in response.headers:
                return _parsed(response.headers["location"], base=url)
            content_type = _content_type(response)
            _check_head(response, content_type, rules)
            return Answer(
                url=str(url),
                content=_body(response, rules),
                content_type=content_type,
                charset=response.charset_encoding or None,
                headers=tuple(response.headers.multi_items()),
                captured_at=rules.clock().isoformat(),
            )
    except httpx.TimeoutException:
        raise _too_slow(rules) from None
    except httpx.ConnectError as error:
        raise IntakeError(f"no connection ({_said(error)})", next="check the address") from None
    except httpx.DecodingError as error:
        raise IntakeError(f"the answer is packed wrongly ({_said(error)})", next=_BY_HAND) from None
    except httpx.HTTPError as error:
        raise IntakeError(
            f"the answer broke off ({_said(error)})", next="try again later"
        ) from None


def _check_url(url: httpx.URL) -> None:
    if url.scheme not in ("http", "https"):
        raise IntakeError(
            f"{url.scheme or 'no scheme'}: is not read", next="give a path, or an http address"
        )
    if not url.raw_host:
        raise IntakeError("an address without a host", next="check it")
    if url.port is not None and not 0 < url.port < 65_536:
        raise IntakeError(f"there is no port {url.port}", next="check the address")
    if url.userinfo:
        raise IntakeError("an address with a name or password in it", next="take them out")


@contextmanager
def _answer_of(url: httpx.URL, rules: _Rules) -> Iterator[httpx.Response]:
    """The open answer, with its headers read and its body still to come.

    The transport alone, without ``httpx.Client``: no cookies, which would pass from host
    to host on one address, and no redirects but those we check.
    """
    host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
    addresses = checked_addresses(host, port, permits=rules.permits, look_up=rules.look_up)
    with (
        httpx.HTTPTransport(verify=rules.tls or _usual_tls(), trust_env=False) as transport,
        closing(_first_answer(transport, url, addresses, rules)) as response,
    ):
        yield response


def _first_answer(
    transport: httpx.HTTPTransport, url: httpx.URL, addresses: list[Address], rules: _Rules
) -> httpx.Response:
    *others, last = addresses
    for tried, address in enumerate(others):
        # A dead first address (IPv6 where there is none) must leave time for the next.
        share = len(addresses) - tried
        try:
            return transport.handle_request(_request(url, address, rules, share=share))
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    return transport.handle_request(_request(url, last, rules))


def _request(url: httpx.URL, address: Address, rules: _Rules, *, share: int = 1) -> httpx.Request:
    """A request to ``address`` that asks, in Host and in TLS, for the host of ``url``."""
    wait_s = _left_s(rules)
    return httpx.Request(
        "GET",
        url.copy_with(host=str(address)),
        headers={
            "Host": url.netloc.decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        },
        extensions={
            "sni_hostname": url.raw_host.decode("ascii").rstrip("."),
            "timeout": httpx.Timeout(wait_s, connect=wait_s / share).as_dict(),
        },
    )


def _content_type(response: httpx.Response) -> str:
    stated: str = response.headers.get("content-type", "")
    return stated.split(",")[0].split(";")[0].strip().lower()


def _check_head(response: httpx.Response, content_type: str, rules: _Rules) -> None:
    status, encoding = response.status_code, response.headers.get("content-encoding", "")
    if not 200 <= status < 300:
        said = f"{status} {response.reason_phrase}".strip()
        raise IntakeError(f"the server answered {said}", next=f"check the address, or {_BY_HAND}")
    if content_type not in rules.accepts:
        raise IntakeError(f"{content_type}, not a page", next="give the page that links to it")
    if encoding.strip().lower() not in ENCODINGS:
        raise IntakeError(f"packed as {encoding}, which we did not ask for", next=_BY_HAND)


def _body(response: httpx.Response, rules: _Rules) -> bytes:
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and len(stated) < 20 and int(stated) > rules.max_bytes:
        raise too_large(rules.max_bytes, found=int(stated))
    parts, size = [], 0
    for part in response.iter_bytes():
        _left_s(rules)
        parts.append(part)
        size += len(part)
        if size > rules.max_bytes:
            raise too_large(rules.max_bytes)
    return b"".join(parts)


def _said(error: httpx.HTTPError) -> str:
    return str(error) or type(error).__name__


def _left_s(rules: _Rules) -> float:
    left = rules.deadline - time.monotonic()
    if left <= 0:
        raise _too_slow(rules)
    return left


def _too_slow(rules: _Rules) -> IntakeError:
    return IntakeError(
        f"no whole answer within {rules.timeout_s:g} s", next=f"try again later, or {_BY_HAND}"
    )


@functools.cache
def _usual_tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
