"""The chart of a number by day: a dot where it was noted, a line between neighbours, nothing across a gap."""

from collections.abc import Iterator

from vaultkit.render.charts.drawing import WIDTH, Chart, draw, said
from vaultkit.render.charts.scales import Scale, Tick, amount, day_ticks, day_words, plain, round_numbers
from vaultkit.workbook.chart_data import Course
from vaultkit.workbook.periods import between

_TOP, _BOTTOM, _HEIGHT = 38, 186, 212
_LETTER = 7.5


def course_chart(course: Course, name: str) -> Chart:
    """How a number went, drawn and in words."""
    known = round_numbers(course.low, course.high) if course.bounds is None else []
    ticks = known or [float(one) for one in range(course.bounds[0], course.bounds[1] + 1, 2)]  # type: ignore[index]
    up = Scale(ticks[0], ticks[-1], _BOTTOM, _TOP)
    left = 14 + round(_LETTER * max(len(amount(one)) for one in ticks))
    right = WIDTH - 16
    along = Scale(0, max(course.places - 1, 0), left + 6, right - 6)

    def point(place: int, value: float) -> tuple[str, str]:
        return plain(along.at(place)), plain(up.at(value))

    title = f"{_subject(course)} by {course.grain}"
    values = {
        "height": _HEIGHT,
        "head": said(title, 50),
        "left": left,
        "right": right,
        "bottom": _BOTTOM,
        "ticks": [Tick(plain(up.at(one)), amount(one)) for one in ticks],
        "days": day_ticks(course, along),
        "middle": plain(up.at(course.median)),
        "radius": 3.5 if course.places <= 45 else 2.2,
        "ranges": [
            {"x": plain(along.at(one.place)), "low": plain(up.at(one.low)), "high": plain(up.at(one.high))}
            for one in course.dots
            if one.high > one.low
        ],
        "lines": [
            " ".join(",".join(point(one.place, one.middle)) for one in run)
            for run in course.runs()
            if len(run) > 1
        ],
        "dots": [dict(zip("xy", point(one.place, one.middle), strict=True)) for one in course.dots],
    }
    columns = (
        ("Day", _subject(course)) if course.grain == "day" else ("From", "Median", "Range", "Days noted")
    )
    chart = Chart(
        name, _subject(course).lower(), title, tuple(_sentences(course)), columns, tuple(_rows(course)), ""
    )
    return draw("course.svg", values, chart)


def _subject(course: Course) -> str:
    words = said(course.name.replace("_", " "), 60) or "A number"
    return words[:1].upper() + words[1:]


def _sentences(course: Course) -> Iterator[str]:
    subject = _subject(course)
    first, last = course.dots[0], course.dots[-1]
    time = between(course.since, course.until).words
    if course.n == 1:
        yield f"{subject}, {time}: noted once, {amount(course.median)} on {day_words(first.date)}."
        return
    yield (
        f"{subject}, {time}: noted {course.n} times, median {amount(course.median)} (the dashed line), "
        f"from {amount(course.low)} to {amount(course.high)}."
    )
    if len(course.dots) > 1:
        one = "It" if course.grain == "day" else f"By {course.grain}, its middle"
        yield (
            f"{one} was {amount(first.middle)} at first ({day_words(first.date)}) "
            f"and {amount(last.middle)} at last ({day_words(last.date)})."
        )
    if len(course.dots) < course.places:
        yield "Where nothing was noted, the line is open."


def _rows(course: Course) -> Iterator[tuple[str, ...]]:
    for one in course.dots:
        if course.grain == "day":
            yield (one.date.isoformat(), amount(one.middle))
        else:
            yield (
                one.date.isoformat(),
                amount(one.middle),
                f"{amount(one.low)} to {amount(one.high)}",
                str(one.n),
            )
