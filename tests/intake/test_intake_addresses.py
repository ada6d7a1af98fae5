"""Which addresses are public, and that one private address refuses a name."""

from __future__ import annotations

import ipaddress

import pytest

from firsthand.errors import IntakeError
from firsthand.intake.addresses import checked_addresses, is_any, is_public, look_up


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "2606:2800:220:1::1",
        "2a00:1450:4001::1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",  # how a network without IPv4 reaches an IPv4 server
        "2002:808:808::1",
    ],
)
def test_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",  # carrier-grade NAT
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",  # the metadata of cloud machines
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "100::1",
        "2001::1",  # Teredo
        "2001:0:7f00:1::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0x7f.1", "::1"],
)
def test_every_spelling_of_this_machine_is_refused(host):
    with pytest.raises(IntakeError, match=r"not a public address.*--allow-private"):
        checked_addresses(host, 80, permits=is_public)


def test_one_private_address_among_public_ones_refuses_the_name():
    with pytest.raises(IntakeError, match=r"courier\.example is at 10\.0\.0\.1"):
        checked_addresses(
            "courier.example", 80, permits=is_public, look_up=lambda *_: ["8.8.8.8", "10.0.0.1"]
        )


def test_all_addresses_are_given_in_the_order_of_the_look_up():
    found = checked_addresses(
        "courier.example", 80, permits=is_public, look_up=lambda *_: ["2a00:1450::1", "8.8.8.8"]
    )
    assert [str(address) for address in found] == ["2a00:1450::1", "8.8.8.8"]


@pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 70 + ".example"])
def test_a_host_that_nobody_knows_is_said_to_be_missing(host):
    with pytest.raises(IntakeError, match=f"no such host: {host}"):
        checked_addresses(host, 80, permits=is_any)


def test_a_name_without_an_address_is_no_host():
    with pytest.raises(IntakeError, match="no such host"):
        checked_addresses("courier.example", 80, permits=is_any, look_up=lambda *_: [])


def test_the_real_look_up_gives_each_address_once():
    assert look_up("127.0.0.1", 80) == ["127.0.0.1"]
