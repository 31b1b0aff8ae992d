"""What set moments off, as a table that fits the terminal, or one for a note."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from vaultkit.render.progress_words import cell, number, short
from vaultkit.workbook.trigger_review import Chosen, Trigger

_TRIGGERS = 6
_CHOSEN = 2
_WIDEST = 28
_NO_BREAK = "\u00a0"
_TITLE, _NUMBERS, _CHOSE = "What set it off", "times   before", "what you chose (eased in)"


def trigger_table(triggers: Sequence[Trigger], fading: Sequence[Trigger], width: int) -> Iterator[str]:
    """The lines of the table in `width` columns; where these are few, what was chosen stands below each line."""
    shown = triggers[:_TRIGGERS]
    names = [short(_name(trigger), min(_WIDEST, width * _WIDEST // 80)) for trigger in shown]
    first = max([len(_TITLE), *(len(name) + 2 for name in names)]) + 2
    column = first + len(_NUMBERS) + 3
    beside = width - column >= len(_CHOSE)
    indent, left = (column, width - column) if beside else (4, width - 4)
    yield f"{_TITLE:<{first}}{_NUMBERS}{'   ' + _CHOSE if beside else ''}" if shown else _TITLE
    for name, trigger in zip(shown and names, shown, strict=True):
        before = "–" if trigger.before is None else number(trigger.before)
        chosen = ", ".join(_chosen(one, left - 1) for one in trigger.chosen[:_CHOSEN])
        lines = [line.replace(_NO_BREAK, " ") for line in wrap(chosen, left, break_on_hyphens=False)] or ["–"]
        start = f"  {name:<{first - 2}}{trigger.times:>5}   {before:>6}"
        if beside:
            start += f"   {lines.pop(0)}"
        elif not chosen:
            lines = []
        yield start
        yield from (" " * indent + line for line in lines)
        if trigger.plan:
            yield f"    your plan: “{short(trigger.plan, 300)}”"
    if len(triggers) > len(shown):
        yield f"  and {len(triggers) - len(shown)} more, less often"
    for trigger in fading[:_TRIGGERS]:
        yield f"  fading: {short(trigger.words, _WIDEST)}, {_then_and_now(trigger)}"


def trigger_rows(triggers: Sequence[Trigger]) -> Iterator[str]:
    """The lines of the table in a note."""
    yield "| what set it off | times | before | what you chose (eased in) |"
    yield "|---|---|---|---|"
    for trigger in triggers:
        before = "–" if trigger.before is None else number(trigger.before)
        chosen = (
            ", ".join(f"{cell(one.words)}{_eased(one)}".replace(_NO_BREAK, " ") for one in trigger.chosen)
            or "–"
        )
        new = "new: " if trigger.standing == "new" else ""
        yield f"| {new}{cell(trigger.words)} | {trigger.times} | {before} | {chosen} |"


def fading_rows(fading: Sequence[Trigger]) -> Iterator[str]:
    """A line for each trigger that hardly came any more, for a note."""
    yield from (f"- fading: {cell(one.words)}, {_then_and_now(one)}" for one in fading)


def _name(trigger: Trigger) -> str:
    return f"new: {trigger.words}" if trigger.standing == "new" else trigger.words


def _then_and_now(trigger: Trigger) -> str:
    return f"{trigger.times} now, {trigger.earlier} in the days before"


def _chosen(chosen: Chosen, room: int) -> str:
    eased = _eased(chosen)
    # What is said in one's own words may be long; how often it eased still has to be seen.
    return f"{short(chosen.words, min(_WIDEST, max(8, room - len(eased))))}{eased}"


def _eased(chosen: Chosen) -> str:
    """Of one moment alone it would say little."""
    return f" ({chosen.eased}{_NO_BREAK}of{_NO_BREAK}{chosen.rated})" if chosen.rated > 1 else ""
