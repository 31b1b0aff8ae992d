"""Words from a note inside a message: on one line, short, and without anything that a terminal acts on."""

MOST = 80


def quoted(words: object, most: int = MOST) -> str:
    """The words with `�` for each control, direction or other invisible sign, cut to `most` characters."""
    text = str(words)
    if len(text) > most:
        text = text[: most - 1] + "…"
    return "".join(character if character.isprintable() else "�" for character in text)
