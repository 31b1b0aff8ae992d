"""Hypothesis strategies for front matter: everyday, unusual, and broken."""

from hypothesis import strategies as st

SIMPLE = "calm no on yes true False NULL ~ 21:30 2026-11-24 012 0x1F 0o17 1_000 1.5 -3 1e3 .5 .nan a#b it's [[Note]] tea,walk"
TRICKY = "a: b|two words|a #b|#tag|x:|- a|&a|*a|!t|?|>|@x|%x|`x|'x|\"x|{x|[x|]|ü|🌧️|日記|<<|=|.|/a/b|(a)"
WORDS = st.sampled_from([*SIMPLE.split(), *TRICKY.split("|"), "|"])
TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
WILD = st.text(max_size=12)
NAMES = st.sampled_from(
    ["type", "date", "time", "feeling", "tags", "done", "first_name", "my-key", "Grüße", "1", "true"]
)


def quoted(text):
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


def escaped(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


SCALARS = st.one_of(WORDS, TEXT, (WORDS | TEXT).map(quoted), (WORDS | WILD).map(escaped), st.just(""))
COMMENTS = st.sampled_from(["", "", "", " # why", "  #", "   "])
FLOW_LISTS = st.lists(SCALARS, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
INDENTS = st.sampled_from(["", "  ", "    "])


@st.composite
def entries(draw, name):
    """One property in one of the forms that people use."""
    form = draw(st.sampled_from(["scalar", "scalar", "flow", "block", "long", "map"]))
    after = draw(COMMENTS)
    if form in ("scalar", "flow"):
        return f"{name}: {draw(SCALARS if form == 'scalar' else FLOW_LISTS)}{after}\n"
    if form == "block":
        indent = draw(INDENTS)
        items = draw(st.lists(st.tuples(SCALARS, COMMENTS), min_size=1, max_size=3))
        return f"{name}:{after}\n" + "".join(f"{indent}- {item}{comment}\n" for item, comment in items)
    if form == "long":
        lines = draw(st.lists(TEXT, min_size=1, max_size=3))
        return f"{name}: {draw(st.sampled_from(['|', '>', '|-', '>+', '']))}\n" + "".join(
            f"  {line}\n" for line in lines
        )
    return f"{name}:\n  one: {draw(SCALARS)}{after}\n"


BETWEEN = st.sampled_from(["", "", "", "\n", "# a comment\n", "  # indented\n"])


@st.composite
def everyday_front_matter(draw):
    """Properties with distinct names, comments and blank lines between them. Much of it is valid YAML."""
    names = draw(st.lists(NAMES, max_size=5, unique=True))
    return "".join(draw(BETWEEN) + draw(entries(name)) for name in names) + draw(BETWEEN)


PIECES = st.sampled_from(
    [
        *"-:#[]{},&*!|>'\"%@`\n\t ~?.\\",
        "\n",
        "\n",
        "a",
        "b: ",
        "- ",
        "  ",
        "---\n",
        "...",
        "\x85",
        "\u2028",
        "\0",
        "\r\n",
    ]
)
BROKEN = st.lists(PIECES | WORDS, max_size=25).map("".join)
FRONT_MATTER = everyday_front_matter() | BROKEN
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.dates(),
    WORDS,
    WILD.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)),
)
