"""How far seeds reach, one after the other: bars as an SVG has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

#: Pixels of the whole; bars stand on the base, numbers below it.
WIDTH, HEIGHT, BASE, TOP = 640, 220, 190, 24
#: Above so many bars, figures stand on the last alone.
MOST_LABELS = 20


@dataclass(frozen=True)
class Bar:
    """What is reached with one more seed: what the others reach, and what it adds on top."""

    x: float
    width: float
    before_y: float
    before: float
    own_y: float
    own: float
    label: str

    @property
    def middle(self) -> float:
        """Where its figures stand."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Reach:
    """The bars, the size of the whole, and where they stand."""

    bars: Sequence[Bar]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE

    @property
    def end(self) -> float:
        """Where the line below the bars ends."""
        return self.bars[-1].x + self.bars[-1].width if self.bars else 0.0


def reach(gains: Sequence[float]) -> Reach:
    """Bars of what is reached in all after each seed, from what each adds. Linear."""
    whole = [*accumulate(gains)]
    step = min(80.0, WIDTH / max(len(gains), 1))
    scale = (BASE - TOP) / (whole[-1] or 1.0) if whole else 0.0
    bars = []
    for number, (gain, reached) in enumerate(zip(gains, whole, strict=True)):
        own, before = gain * scale, (reached - gain) * scale
        is_told = len(gains) <= MOST_LABELS or number == len(gains) - 1
        bars.append(
            Bar(
                round(number * step + step * 0.1, 1),
                round(step * 0.8, 1),
                round(BASE - before, 1),
                round(before, 1),
                round(BASE - before - own, 1),
                round(own, 1),
                f"{reached:.1f}" if is_told else "",
            )
        )
    return Reach(bars)
