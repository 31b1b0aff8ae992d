"""File names that work on Windows, macOS and Linux, in every sync product and inside Obsidian's links."""

LONGEST = 120
"""Bytes of UTF-8 a stem may have: leaves room for " 2", for ".md" and for what sync products append."""

# Refused by Windows, or read by Obsidian as part of a link's syntax.
_REFUSED = dict.fromkeys(map(ord, '[]#^|\\/:*?"<>'), " ")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [port + digit for port in ("com", "lpt") for digit in "0123456789\u00b9\u00b2\u00b3"]
)
_JOINERS = "\u200c\u200d"
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def safe_name(title: str) -> str:
    """A file stem as close to `title` as every system allows; "Untitled" if nothing is left.

    At most `LONGEST` bytes of UTF-8, in NFC, and safe_name(safe_name(x)) == safe_name(x).
    """
    stem = title.translate(_REFUSED) if title.isascii() and title.isprintable() else _without_invisible(title)
    while "%%" in stem:
        stem = stem.replace("%%", "%")
    stem = _tidy(stem)
    if stem.partition(".")[0].rstrip().casefold() in _DEVICES:
        stem = f"Note {stem}"
    if len(stem.encode()) > LONGEST:
        stem = _tidy(_shortened(stem))
    return stem or "Untitled"


def name_key(name: str) -> str:
    """What two names share if Windows or macOS could take them for the same file."""
    if name.isascii():
        return name.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", name).casefold())


def nfc(text: str) -> str:
    """`text` in Unicode's composed form; macOS hands out names in the other one."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def _without_invisible(title: str) -> str:
    """`title` composed, without refused characters, controls and marks that turn the direction of reading."""
    from unicodedata import category

    kept = []
    for character in nfc(title).translate(_REFUSED):
        kind = category(character)
        if kind in ("Cc", "Zs", "Zl", "Zp"):
            kept.append(" ")
        elif (
            kind == "Cs" or (kind == "Cf" and character not in _JOINERS) or ord(character) & 0xFFFE == 0xFFFE
        ):
            continue
        else:
            kept.append(character)
    return nfc("".join(kept))


def _tidy(stem: str) -> str:
    """Single spaces, and no dot or space where systems drop or hide them."""
    return " ".join(stem.split()).lstrip(". ").rstrip(". ")


def _shortened(stem: str) -> str:
    """The start of `stem` in `LONGEST` bytes, cut where no visible character is torn."""
    cut = len(stem.encode()[:LONGEST].decode(errors="ignore"))
    best = cut
    while best and _belongs_together(stem[:best], stem[best]):
        best -= 1
    return stem[: best or cut]


def _belongs_together(before: str, after: str) -> bool:
    """Whether a cut between the two would tear an accent, an emoji's parts or a flag."""
    from unicodedata import category

    if "\U0001f1e6" <= after <= "\U0001f1ff":
        flags = len(before) - len(before.rstrip(_FLAG_LETTERS))
        return flags % 2 == 1
    return (
        category(after).startswith("M")
        or after in _JOINERS
        or before[-1] in _JOINERS
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )
