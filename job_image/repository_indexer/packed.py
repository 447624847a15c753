"""What a worker found out about one content, as bytes: so it is sent, held and cached."""

from __future__ import annotations

import zlib
from typing import NamedTuple, TypeVar

import msgspec

MAX_BYTES = 512 * 1024 * 1024
"""Of what is unpacked; more is a bomb."""


class Key(NamedTuple):
    """Which content, and how it is read: what it says depends on nothing else."""

    blob_id: str
    read_as: str


class Packed(NamedTuple):
    """What is known of one content, with the content's object id (empty if it was not read) and its size."""

    blob_id: str
    size: int | None
    data: bytes


_T = TypeVar("_T")
_encoder = msgspec.msgpack.Encoder()


def pack(value: msgspec.Struct) -> bytes:
    """A msgspec Struct as bytes: zlib, which checks what it unpacks, over MessagePack."""
    return zlib.compress(_encoder.encode(value), 1)


def unpack(data: bytes, decoder: msgspec.msgpack.Decoder[_T]) -> _T | None:
    """What `pack` made bytes of; None if they are damaged, cut short, or something else."""
    inflate = zlib.decompressobj()
    try:
        plain = inflate.decompress(data, MAX_BYTES)
        return decoder.decode(plain) if inflate.eof else None
    except (zlib.error, msgspec.DecodeError):
        return None
