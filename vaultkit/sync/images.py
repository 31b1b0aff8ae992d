"""Taking out of an image what tells where, when and with what it was made; what is seen stays, bit for bit.

JPEG, PNG and WebP are made of labelled parts, of which those that the picture needs are kept. Standards: ITU-T T.81,
the PNG specification (third edition), RFC 9649.
"""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_FRAME_KEPT = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_JPEG_KEPT = frozenset((*range(0xC0, 0xD0), *range(0xDB, 0xE0)))
_EXIF, _XMP = 0x08, 0x04


def without_metadata(data: bytes) -> bytes | None:
    """The image without its metadata; None if it is no JPEG, PNG or WebP, or broken.

    A JPEG keeps which way up it is, and each keeps its colours.
    """
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (IndexError, ValueError):
        pass
    return None


def _jpeg(data: bytes) -> bytes:
    kept = [b"\xff\xd8"]
    position = 2
    while True:
        if data[position] != 0xFF:
            raise ValueError("no marker")
        while data[position + 1] == 0xFF:
            position += 1
        marker = data[position + 1]
        if marker == 0xDA:
            return b"".join(kept) + _scans(data, position)
        if marker == 0xD9:
            raise ValueError("no picture")
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        segment = data[position : position + 2 + length]
        if length < 2 or len(segment) < length + 2:
            raise ValueError("cut off")
        position += len(segment)
        content = segment[4:]
        if marker == 0xE1 and content.startswith(b"Exif\0\0"):
            kept.append(_orientation(content[6:]))
        elif marker == 0xE0:
            kept += _without_thumbnail(content)
        elif marker == 0xEE and content.startswith(b"Adobe"):
            kept.append(b"\xff\xee\0\x0e" + content[:12].ljust(12, b"\0"))
        elif (marker == 0xE2 and content.startswith(b"ICC_PROFILE\0")) or marker in _JPEG_KEPT:
            kept.append(segment)


def _without_thumbnail(content: bytes) -> list[bytes]:
    """The segment that says how wide and high a dot is, without the small picture that it may hold as well."""
    if not content.startswith(b"JFIF\0") or len(content) < 12:
        return []
    return [b"\xff\xe0\0\x10", content[:12], b"\0\0"]


def _scans(data: bytes, position: int) -> bytes:
    """The picture itself, up to its end; what some cameras put behind it goes."""
    end = position
    while True:
        end = data.index(b"\xff", end)
        marker = data[end + 1]
        if marker == 0xD9:
            return data[position : end + 2]
        if marker in (0x00, 0xFF) or 0xD0 <= marker <= 0xD7:
            end += 1 if marker == 0xFF else 2
        elif 0xE0 <= marker <= 0xEF or marker == 0xFE:
            raise ValueError("metadata within the picture")
        else:
            end += 2 + int.from_bytes(data[end + 2 : end + 4], "big")


def _orientation(exif: bytes) -> bytes:
    """A segment that says which way up the picture is and nothing else; empty if that is as usual."""
    order = "little" if exif[:2] == b"II" else "big"
    start = int.from_bytes(exif[4:8], order)  # type: ignore[arg-type]
    for entry in range(min(int.from_bytes(exif[start : start + 2], order), 500)):  # type: ignore[arg-type]
        place = start + 2 + 12 * entry
        if int.from_bytes(exif[place : place + 2], order) == 0x0112:  # type: ignore[arg-type]
            turned = int.from_bytes(exif[place + 8 : place + 10], order)  # type: ignore[arg-type]
            if 2 <= turned <= 8:
                tag = b"\x01\x12\0\x03\0\0\0\x01" + turned.to_bytes(2, "big") + b"\0\0"
                content = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + tag + b"\0\0\0\0"
                return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content
    return b""


def _png(data: bytes) -> bytes:
    kept = [_PNG]
    position = len(_PNG)
    while True:
        length = int.from_bytes(data[position : position + 4], "big")
        chunk = data[position : position + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("cut off")
        position += len(chunk)
        if chunk[4:8] in _PNG_KEPT:
            kept.append(chunk)
        if chunk[4:8] == b"IEND":
            return b"".join(kept)


def _webp(data: bytes) -> bytes:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise ValueError("cut off")
    body = b"WEBP" + _chunks(data[12:end], _WEBP_KEPT)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunks(data: bytes, wanted: frozenset[bytes]) -> bytes:
    """Those of the chunks that are wanted; of a picture of an animation likewise those within it."""
    kept = []
    position = 0
    while position < len(data):
        name = data[position : position + 4]
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        content = data[position + 8 : position + 8 + length]
        if len(content) < length or len(name) < 4:
            raise ValueError("cut off")
        position += 8 + length + length % 2
        if name == b"VP8X":
            content = bytes([content[0] & ~(_EXIF | _XMP)]) + content[1:]
        elif name == b"ANMF":
            content = content[:16] + _chunks(content[16:], _FRAME_KEPT)
        if name in wanted:
            kept += [name, len(content).to_bytes(4, "little"), content, b"\0" * (len(content) % 2)]
    return b"".join(kept)
