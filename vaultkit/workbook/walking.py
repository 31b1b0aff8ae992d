"""Going through the steps of an exercise as time passes: on, waiting, further, or longer."""

from collections.abc import Sequence

from vaultkit.workbook.exercises import LONGER_BY, Phase, Place, Step, begins_at, place_at


class Walk:
    """Where one is in an exercise. Time comes in by `pass_time`; `spent` are the seconds that were practised."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)
        self.second = 0.0
        self.spent = 0.0
        self.waiting = False

    @property
    def place(self) -> Place | None:
        """Where one is now; None at the end."""
        return place_at(self.steps, self.second)

    def pass_time(self, seconds: float) -> None:
        """Let time pass, never beyond the end of the step one is in; a clock that goes back passes none."""
        place = self.place
        if place is None or self.waiting or seconds <= 0:
            return
        seconds = min(seconds, place.step.seconds - place.into)
        self.spent += seconds
        self.second += seconds
        if self.second >= (end := begins_at(self.steps, place.at + 1)) - 1e-9:
            self.second = end

    def go_on(self) -> None:
        """To the beginning of the next step."""
        if place := self.place:
            self.second = begins_at(self.steps, place.at + 1)
            self.waiting = False

    def lengthen(self, at: int) -> None:
        """Ten more minutes of the pause at that step, from where it ended."""
        step = self.steps[at]
        longer = step._replace(phases=(Phase("", step.seconds + LONGER_BY * 60),))
        self.second = begins_at(self.steps, at) + step.seconds
        self.steps = (*self.steps[:at], longer, *self.steps[at + 1 :])
