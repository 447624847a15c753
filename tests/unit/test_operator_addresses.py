"""The operator connects to public addresses for others, and to no other that is not allowed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network

import pytest

from repository_index_operator.addresses import NotPublicError, is_allowed, resolve


@pytest.mark.parametrize("address", ["140.82.121.4", "2606:50c0:8000::153", "::ffff:140.82.121.4"])
def test_public_addresses_are_allowed(address):
    assert is_allowed(address, ())


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.96.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2001:0:0:0:0:0:f5ff:fffe",
        "::127.0.0.1",
    ],
)
def test_all_others_are_not(address):
    assert not is_allowed(address, ())


def test_networks_of_the_settings_are_allowed():
    networks = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    assert is_allowed("10.96.0.1", networks)
    assert is_allowed("::ffff:10.96.0.1", networks)
    assert is_allowed("fd00::1", networks)
    assert not is_allowed("127.0.0.1", networks)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "::1"])
def test_a_name_is_judged_by_what_it_leads_to(host):
    with ThreadPoolExecutor(1) as executor, pytest.raises(NotPublicError, match="no public address"):
        asyncio.run(resolve(host, 443, (), executor))


def test_what_is_connected_to_is_what_was_judged():
    with ThreadPoolExecutor(1) as executor:
        found = asyncio.run(resolve("localhost", 8443, (ip_network("127.0.0.0/8"),), executor))
    assert {(address["host"], address["port"]) for address in found} == {("127.0.0.1", 8443)}
