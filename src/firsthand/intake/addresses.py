"""Which network addresses may be read: public ones, unless the user says otherwise."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

from firsthand.errors import IntakeError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Permits = Callable[[Address], bool]
LookUp = Callable[[str, int], Sequence[str]]

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that IANA has ever given out
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# ``is_global`` of Python 3.11 calls these global; IANA's special-purpose registries do not.
_SPECIAL = (
    ipaddress.ip_network("192.0.0.0/24"),  # protocol assignments
    ipaddress.ip_network("192.88.99.0/24"),  # the old 6to4 relays
    ipaddress.ip_network("2001::/23"),  # protocol assignments, Teredo
    ipaddress.ip_network("3fff::/20"),  # documentation
)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet could reach ``address``.

    False for loopback, private, link-local, carrier-grade NAT, multicast, reserved and
    documentation addresses. An IPv6 address that only wraps an IPv4 one (mapped, NAT64,
    6to4) is judged by the wrapped one; Teredo and the older forms are refused.

    >>> is_public(ipaddress.ip_address("::ffff:169.254.169.254"))
    False
    """
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or _nat64(address)
        if wrapped:
            return is_public(wrapped)
        if address not in _GLOBAL_UNICAST:
            return False
    if any(address in network for network in _SPECIAL if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def is_any(_address: Address) -> bool:
    """Every address: the user reads a network of their own."""
    return True


def look_up(host: str, port: int) -> list[str]:
    """The addresses that the system finds for ``host``, in its order, each once.

    Raises:
        OSError, UnicodeError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    host: str, port: int, *, permits: Permits, look_up: LookUp = look_up
) -> list[Address]:
    """The addresses to connect to, all of them permitted.

    One address that is not permitted refuses the host: a name with a public and a private
    address is how a private server is reached through a public name. The caller connects
    to these very addresses, so a second look-up cannot give others (DNS rebinding).

    Raises:
        IntakeError: no such host, or an address of it is not permitted.
    """
    try:
        addresses = [ipaddress.ip_address(found) for found in look_up(host, port)]
    except (OSError, UnicodeError) as error:
        said = error.strerror if isinstance(error, OSError) else None
        raise IntakeError(
            f"no such host: {host}" + (f" ({said})" if said else ""),
            next="check the address and the connection",
        ) from None
    if not addresses:
        raise IntakeError(f"no such host: {host}", next="check the address")
    for address in addresses:
        if not permits(address):
            raise IntakeError(
                f"{host} is at {address}, which is not a public address",
                next="give --allow-private if you mean to read your own network",
            )
    return addresses


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
