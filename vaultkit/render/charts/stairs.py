"""The chart of a ladder: its steps as stairs, and the sessions on them."""

from collections import Counter
from collections.abc import Iterator

from vaultkit.render.charts.drawing import WIDTH, Chart, draw, said
from vaultkit.render.charts.scales import Scale, day_words, plain
from vaultkit.workbook.chart_data import Stairs

_TOP, _LEFT, _RIGHT = 66, 58, WIDTH - 16
_TALLEST = 20


def stairs_chart(stairs: Stairs, name: str) -> Chart:
    """A ladder's sessions, oldest first, each on its step, drawn and in words."""
    count, sessions = len(stairs.steps), stairs.sessions
    bottom = _TOP + 24 * min(max(count - 1, 3), _TALLEST)
    up, along = Scale(1, count, bottom, _TOP), Scale(0, len(sessions) - 1, _LEFT + 8, _RIGHT - 8)
    every = -(-count // _TALLEST)
    title = f"{said(stairs.name, 60)}, step by step"
    values = {
        "height": bottom + 26,
        "head": said(stairs.name, 50),
        "left": _LEFT,
        "right": _RIGHT,
        "bottom": bottom,
        "some_ended_early": any(one.ended_early for one in sessions),
        "steps": [
            {
                "at": plain(up.at(step)),
                "words": f"step {step}" if step % every == 1 % every else "",
                "now": step == stairs.current,
            }
            for step in range(1, count + 1)
            if step % every == 1 % every or step == stairs.current
        ],
        "line": " ".join(_stepped([(along.at(at), up.at(one.step)) for at, one in enumerate(sessions)])),
        "dots": [
            {"x": plain(along.at(at)), "y": plain(up.at(one.step)), "ended_early": one.ended_early}
            for at, one in enumerate(sessions)
        ],
        "first": day_words(sessions[0].date),
        "last": day_words(sessions[-1].date) if len(sessions) > 1 else "",
    }
    rows = tuple(
        (
            one.date.isoformat(),
            str(one.step),
            said(stairs.steps[one.step - 1]),
            "yes" if one.ended_early else "",
        )
        for one in sessions
    )
    columns = ("Day", "Step", "What", "Ended early")
    return draw(
        "stairs.svg",
        values,
        Chart(name, said(stairs.name, 60), title, tuple(_sentences(stairs)), columns, rows, ""),
    )


def _stepped(points: list[tuple[float, float]]) -> Iterator[str]:
    """Along first, then up or down, half way between two sessions."""
    for at, (x, y) in enumerate(points):
        if at:
            before, height = points[at - 1]
            if height != y:
                middle = plain((before + x) / 2)
                yield f"{middle},{plain(height)}"
                yield f"{middle},{plain(y)}"
        yield f"{plain(x)},{plain(y)}"


def _sentences(stairs: Stairs) -> Iterator[str]:
    sessions = stairs.sessions
    here = said(stairs.steps[stairs.current - 1], 120).rstrip(".")
    yield f"{said(stairs.name, 60)}: now on step {stairs.current} of {len(stairs.steps)} (the dashed line), “{here}”."
    by_step = Counter(one.step for one in sessions)
    told = ", ".join(f"{by_step[step]} on step {step}" for step in sorted(by_step))
    early = sum(one.ended_early for one in sessions)
    ended = f" {early} of them ended early." if early else ""
    noun = "session" if len(sessions) == 1 else "sessions"
    yield f"{len(sessions)} {noun} from {day_words(sessions[0].date)} to {day_words(sessions[-1].date)}: {told}.{ended}"
    if stairs.earlier:
        yield f"{stairs.earlier} more came before these."
