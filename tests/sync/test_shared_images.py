"""Shared images: what tells where, when and with what is gone, and what is seen is the same, bit for bit."""

import struct
import zlib

import pytest

from vaultkit.sync.images import without_metadata

SECRETS = (b"52.5200 N", b"Mara's phone", b"2026:11:24", b"<x:xmpmeta", b"a comment", b"pre-crop")


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def exif(orientation: int = 0, order: str = ">") -> bytes:
    """EXIF with a place, a date and a device; with an orientation if one is given."""
    count = 2 if orientation else 1
    mark = b"MM\0*" if order == ">" else b"II*\0"
    entries = struct.pack(order + "HHII", 0x010F, 2, 12, 8 + 2 + 12 * count + 4)
    if orientation:
        entries += struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    head = mark + struct.pack(order + "IH", 8, count) + entries + struct.pack(order + "I", 0)
    return head + b"Mara's phone\0GPS 52.5200 N 2026:11:24"


# One grey dot, 8 by 8: quantisation, frame, two code tables, scan.
PICTURE = (
    segment(0xDB, b"\0" + bytes([16] * 64))
    + segment(0xC0, b"\x08\0\x08\0\x08\x01\x01\x11\0")
    + segment(0xC4, b"\0" + bytes([0, 1] + [0] * 14) + b"\0")
    + segment(0xC4, b"\x10" + bytes([0, 1] + [0] * 14) + b"\0")
    + segment(0xDA, b"\x01\x01\0\0\x3f\0")
    + b"\x2b\xff\x00\x7f"
    + b"\xff\xd9"
)
JFIF = segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")


def jpeg(*segments: bytes, after: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(segments) + PICTURE + after


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(*chunks: bytes) -> bytes:
    dot = zlib.compress(b"\0\x80")
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


# A lossless picture of one dot.
DOT = riff(b"VP8L", bytes.fromhex("2f00000000 88 88 08 00".replace(" ", "")))


def webp(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def stripped(data: bytes) -> bytes:
    found = without_metadata(data)
    assert found is not None
    assert without_metadata(found) == found
    for secret in SECRETS:
        assert secret not in found
    return found


def test_a_photograph_keeps_its_picture_and_nothing_about_where_it_was_taken() -> None:
    whole = jpeg(
        JFIF,
        segment(0xE1, b"Exif\0\0" + exif()),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta 52.5200 N"),
        segment(0xED, b"Photoshop 3.0\0Mara's phone"),
        segment(0xE2, b"MPF\0pre-crop"),
        segment(0xFE, b"a comment"),
    )
    assert stripped(whole) == jpeg(JFIF)


@pytest.mark.parametrize("order", [">", "<"])
def test_a_photograph_stays_the_right_way_up(order: str) -> None:
    found = stripped(jpeg(JFIF, segment(0xE1, b"Exif\0\0" + exif(6, order))))
    assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in found
    assert found.endswith(PICTURE)


def test_colours_stay_and_the_small_picture_of_before_goes() -> None:
    colours = segment(0xE2, b"ICC_PROFILE\0\x01\x01colours")
    adobe = segment(0xEE, b"Adobe\0d\0\0\0\0\0")
    small = segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x01pre-crop")
    extension = segment(0xE0, b"JFXX\0\x10pre-crop")
    assert stripped(jpeg(small, extension, colours, adobe)) == jpeg(JFIF, colours, adobe)


def test_what_a_camera_puts_behind_the_picture_goes() -> None:
    assert stripped(jpeg(JFIF, after=b"a comment" + jpeg(segment(0xFE, b"pre-crop")))) == jpeg(JFIF)


def test_a_drawing_keeps_its_dots_and_colours_alone() -> None:
    colours = chunk(b"gAMA", struct.pack(">I", 45455))
    whole = png(
        colours,
        chunk(b"tEXt", b"Comment\0a comment"),
        chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Mara")),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta"),
        chunk(b"tIME", b"2026:11:24"),
        chunk(b"eXIf", exif()),
    )
    assert stripped(whole + b"a comment") == png(colours)


def test_a_webp_keeps_its_picture_alone_and_says_so() -> None:
    flags = bytes([0x08 | 0x04 | 0x20]) + b"\0" * 9
    colours = riff(b"ICCP", b"colours")
    whole = webp(riff(b"VP8X", flags), colours, DOT, riff(b"EXIF", exif()), riff(b"XMP ", b"<x:xmpmeta"))
    assert stripped(whole) == webp(riff(b"VP8X", b"\x20" + b"\0" * 9), colours, DOT)


def test_within_the_pictures_of_an_animation_nothing_else_hides() -> None:
    frame = b"\0" * 16
    whole = webp(
        riff(b"VP8X", b"\x02" + b"\0" * 9),
        riff(b"ANIM", b"\0" * 6),
        riff(b"ANMF", frame + DOT + riff(b"EXIF", exif())),
    )
    assert stripped(whole).endswith(riff(b"ANMF", frame + DOT))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff",
        jpeg(JFIF)[:-30],
        png()[:-13],
        webp(DOT)[:-3],
        b"\xff\xd8\xff\xe0\0\x01",
    ],
)
def test_what_is_no_image_or_broken_is_none(data: bytes) -> None:
    assert without_metadata(data) is None


def test_cut_off_anywhere_an_image_never_shows_what_was_taken_out() -> None:
    whole = jpeg(JFIF, segment(0xE1, b"Exif\0\0" + exif(6)), segment(0xFE, b"a comment"))
    for end in range(len(whole)):
        found = without_metadata(whole[:end])
        assert found is None or not any(secret in found for secret in SECRETS)
