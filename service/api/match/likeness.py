"""How alike two names are, and in what they differ."""

from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import OSA, Levenshtein

from cypher.normalisation import alphanumeric
from cypher.search.syllables import readings
from service.api.match.written_name import WrittenName, forms_differ, places_differ
from service.tagging.declaration import Text

#: Of a name of n letters in which d differ 1 - d / (n + 2) is alike: one letter of three is .8.
_BESIDE = 2
#: A letter of the same sound is half as wrong as any other.
_SAME_SOUND = 0.5
#: What is taken off where words stand in another order, a place is left out or is another one, or
#: the legal form is another.
_ORDER, _NO_PLACE, _OTHER_PLACE, _OTHER_FORM = 0.05, 0.1, 0.3, 0.05
#: So alike is a name in pinyin to a Chinese one that is read so.
_PINYIN = 0.9
#: A short name is looked up by so many readings at most.
_MOST_WAYS = 16


@dataclass(frozen=True)
class Likeness:
    """How alike two names are, 0 to 1; `distance` counts the letters that differ.

    `bases` are words for what differs: letters, sound, pinyin, order, place, form.
    """

    score: float
    distance: int
    bases: tuple[str, ...]
    told: Text


def likeness(asked: WrittenName, known: WrittenName, at_least: float) -> Likeness | None:
    """How alike a name that is asked is to one that is known; None where it is less than asked.

    Letters are compared by Damerau's and Levenshtein's distance in which no letter is edited twice
    (optimal string alignment): a change, an addition, an omission, or two letters that changed
    places. Cost: that of the product of the lengths of the names.
    """
    ways: list[Likeness | None] = [_by_rest(asked, known)]
    if bool(asked.places) != bool(known.places):
        # A letter of the place may be wrong, so that it is none.
        ways.append(_letters(asked.core, known.core))
    if " " in asked.key and " " in known.key:
        ways.append(_by_words(asked, known))
    if asked.letters.isascii() and known.is_short:
        ways.append(_in_pinyin(asked, known))
    best = max((way for way in ways if way), key=lambda way: way.score, default=None)
    if best is None:
        return None
    if asked.slip or known.slip:
        slip = Text("法律形式有错字", "a letter of the legal form is wrong")
        best = _less(best, _OTHER_FORM, "form", slip)
    elif forms_differ(asked, known):
        best = _less(best, _OTHER_FORM, "form", Text("法律形式不同", "another legal form"))
    return best if best.score >= at_least else None


def _by_rest(asked: WrittenName, known: WrittenName) -> Likeness:
    found = _letters(asked.rest, known.rest)
    if places_differ(asked, known):
        return _less(found, _OTHER_PLACE, "place", Text("地区不同", "another place"))
    if asked.places != known.places:
        told = Text("一方未写全地区", "one of them leaves a place out")
        return _less(found, _NO_PLACE, "place", told)
    return found


def _letters(asked: str, known: str) -> Likeness:
    distance = OSA.distance(asked, known)
    longest = max(len(asked), len(known)) + _BESIDE
    if distance and _sound_alike(asked, known):
        which = _which(asked, known)
        told = Text(
            f"名称同音，相差{_count(distance)}个字{which.zh}",
            f"the name sounds the same, {_letters_en(distance)} of it being others{which.en}",
        )
        return Likeness(1 - _SAME_SOUND * distance / longest, distance, ("sound",), told)
    score = max(0.0, 1 - distance / longest)
    return Likeness(score, distance, ("letters",) if distance else (), _difference(asked, known))


def _by_words(asked: WrittenName, known: WrittenName) -> Likeness:
    found = _letters(" ".join(sorted(asked.words)), " ".join(sorted(known.words)))
    told = Text("词序不同", "the words stand in another order")
    return _less(found, _ORDER, "order", told)


def _in_pinyin(asked: WrittenName, known: WrittenName) -> Likeness | None:
    if not readings(asked.key):
        return None
    ways = product(*(_ways_to_read(letter) for letter in known.letters))
    if asked.letters not in map("".join, ways):
        return None
    told = Text("名称以拼音书写，读音相同", "the name is written in pinyin and reads the same")
    return Likeness(_PINYIN, 0, ("pinyin",), told)


def _less(found: Likeness, by: float, basis: str, told: Text) -> Likeness:
    both = [each for each in (found.told, told) if each.zh]
    return Likeness(
        max(0.0, found.score - by),
        found.distance,
        (*found.bases, basis),
        Text("，".join(each.zh for each in both), ", ".join(each.en for each in both)),
    )


def _difference(asked: str, known: str) -> Text:
    distance = OSA.distance(asked, known)
    if not distance:
        return Text("", "")
    which = _which(asked, known)
    if distance == 1 and len(asked) == len(known):
        if Levenshtein.distance(asked, known) > 1:
            return Text("名称中两个字次序颠倒", "two letters of the name changed places")
        return Text(f"名称相差一个字{which.zh}", f"the name differs in one letter{which.en}")
    if distance == abs(len(asked) - len(known)):
        more = len(asked) > len(known)
        return Text(
            f"名称{'多' if more else '少'}{_count(distance)}个字{which.zh}",
            f"the name has {_letters_en(distance)} {'more' if more else 'less'}{which.en}",
        )
    return Text(f"名称相差{_count(distance)}个字", f"the name differs in {_letters_en(distance)}")


def _which(asked: str, known: str) -> Text:
    """The letters that differ, as asked and as known, where they stand together."""
    edits = [step for step in Levenshtein.opcodes(asked, known) if step.tag != "equal"]
    if len(edits) != 1:
        return Text("", "")
    [edit] = edits
    sides = (asked[edit.src_start : edit.src_end], known[edit.dest_start : edit.dest_end])
    letters = "/".join(side for side in sides if side)
    return Text(f"（{letters}）", f" ({letters})")


def _count(number: int) -> str:
    return {1: "一", 2: "两"}.get(number, str(number))


def _letters_en(number: int) -> str:
    return "one letter" if number == 1 else f"{number} letters"


def _sound_alike(asked: str, known: str) -> bool:
    """Whether Chinese names of the same length have, letter by letter, a reading in common."""
    if len(asked) != len(known) or asked.isascii():
        return False
    return all(
        one == other or not {*_ways_to_read(one)}.isdisjoint(_ways_to_read(other))
        for one, other in zip(asked, known, strict=True)
    )


def _ways_to_read(letter: str) -> tuple[str, ...]:
    from cypher.search.spellings import ways_to_read  # its dictionaries take 60 MB

    return ways_to_read(letter) or (letter,)


def spelled_ways(name: WrittenName) -> list[str]:
    """How a short Chinese name may be read, in one; a name in pinyin as it is; else none."""
    if name.letters.isascii():
        return [alphanumeric(name.key)] if readings(name.key) else []
    if not name.is_short:
        return []
    ways = ["".join(way) for way in product(*map(_ways_to_read, name.letters))]
    return [way for way in dict.fromkeys(ways) if way.isascii()][:_MOST_WAYS]
