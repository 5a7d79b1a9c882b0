"""Words of the person's own, remembered: the known ones a key away, new ones typed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.reactive import reactive

from ....domain.text.grammar import cut
from ..spot import Line, Spot, width_of
from .controls import SUPERSCRIPTS
from .field import Field

Tags = tuple[str, ...]

LONGEST = 60
"""Characters a tag may have."""

EMPTY = " ________ "
"""Where nothing is typed yet."""

TAKEN = "[ ×] "
"""What stands around a tag that is taken."""

KNOWN_HITS = 100
"""Hits from here on are known tags; those below, tags already taken."""


class TagsField(Field[Tags]):
    """Tags; the `usual_tags` are offered, the most frequent first; a text field, so it takes every letter.

    A digit takes an offered tag while nothing is typed; Enter or a comma takes what is typed, Tab or → the completion;
    backspace takes the last tag away again. Esc leaves the field and takes what is typed, as any way out does.
    """

    TAKES_WORDS = True

    usual_tags: reactive[Tags] = reactive(())

    def __init__(
        self,
        name: str,
        label: str,
        usual_tags: Sequence[str] = (),
        limit: int | None = None,
        *,
        value: Tags | None = None,
        yesterday: Tags | None = None,
    ) -> None:
        """At most `limit` tags; with a limit of one a new tag takes the place of the old."""
        super().__init__(name, label, value=value, yesterday=yesterday)
        self.usual_tags = tuple(usual_tags)
        self.KEYS = f"{'a digit picks a word, or type your own' if usual_tags else 'type a word'} and Enter"
        self.limit = limit
        self.examples: Tags = ()
        """What may be meant, one for each of the few tags there may be: then each has a row until all are there."""
        self._typed = ""

    # Keys and clicks

    def press(self, key: str, character: str | None) -> bool:
        completion = self._completion()
        if key == "enter" and self._typed:
            self._take(self._typed)
        elif key in ("tab", "right") and completion:
            self._take(completion)
        elif key == "escape":
            self.take_typed()
            self.leave()
        elif key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
        elif key == "backspace" and self.value:
            self.answer(self.value[:-1] or None)
        elif character == ",":
            self._take(self._typed)
        elif character and character.isdecimal() and not self._typed and self._offered(int(character)):
            self._take(self._offered(int(character)))
        elif character and character.isprintable():
            self._typed = (self._typed + character).lstrip()[:LONGEST]
        else:
            return False
        self.redraw()
        return True

    def click(self, hit: int) -> None:
        if hit >= KNOWN_HITS:
            self._take(self._offers()[hit - KNOWN_HITS])
        elif self.value:
            self.answer(tuple(tag for number, tag in enumerate(self.value) if number != hit) or None)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        for tag in event.text.replace("\n", ",").split(","):
            self._take(tag)

    def on_blur(self) -> None:
        self.take_typed()

    def take_typed(self) -> bool:
        """Take what is typed and not yet confirmed; whether there was anything."""
        text = self._typed
        self._take(text)
        return bool(text)

    def clear(self) -> None:
        self._typed = ""
        super().clear()

    def _take(self, text: str) -> None:
        """Add a tag, in the spelling that is known where it is."""
        self._typed = ""
        printable = "".join(character if character.isprintable() else " " for character in text)
        words = " ".join(printable.split())[:LONGEST]
        tag = next((usual for usual in self.usual_tags if usual.casefold() == words.casefold()), words)
        tags = self.value or ()
        if tag and tag not in tags:
            self.answer((*tags, tag)[-self.limit :] if self.limit else (*tags, tag))
        self.redraw()

    # Completion

    def _offers(self) -> Tags:
        start = self._typed.casefold()
        tags = dict.fromkeys(self.usual_tags)
        return tuple(tag for tag in tags if tag not in (self.value or ()) and tag.casefold().startswith(start))

    def _offered(self, number: int) -> str:
        offers = self._offers()
        return offers[number - 1] if 0 < number <= len(offers) else ""

    def _completion(self) -> str:
        return self._offered(1) if self._typed else ""

    # Drawing

    def watch_usual_tags(self) -> None:
        self.redraw()

    def words(self, value: Tags) -> tuple[str, ...]:
        return (", ".join(value) or "none", f"{len(value)} tags")

    def answer_lines(self, width: int) -> list[Line]:
        if len(self.value or ()) < len(self.examples):
            return [self._row(number, width) for number in range(len(self.examples))]
        lines: list[Line] = [[]]
        for number, tag in enumerate(self.value or ()):
            self._put(
                lines,
                [
                    Spot("[", "answer", number),
                    Spot(f"{cut(tag, width - len(TAKEN))} ×", "answer", number),
                    Spot("] ", "answer", number),
                ],
                width,
            )
        if self.has_focus and not self.resting:
            self._put(lines, self._slot(), width)
        elif not self.value:
            self._put(lines, [Spot(EMPTY, "empty")], width)
        for number, tag in enumerate(self._offers()):
            key = str(number + 1).translate(SUPERSCRIPTS) if self._takes_digits and number < 9 else " "
            if width_of(lines[-1]) + cell_len(tag) + 2 > width:
                break
            lines[-1] += [Spot(key, "key", KNOWN_HITS + number), Spot(f"{tag} ", "option", KNOWN_HITS + number)]
        return lines

    def _slot(self) -> Line:
        """What is being typed, with the cursor and how it may end."""
        ending = self._completion()[len(self._typed) :] or EMPTY.strip()[len(self._typed) :]
        cursor = Spot(ending[:1] or " ", "faint", reverse=True)
        return [Spot(f" {self._typed}", "answer"), cursor, Spot(f"{ending[1:]} ", "faint")]

    def _row(self, number: int, width: int) -> Line:
        """One of a few tags on a row of its own: it, what is typed of it, or its place with an example."""
        tags = self.value or ()
        line = [Spot(f" {number + 1} ", "faint")]
        if number < len(tags):
            room = width - width_of(line) - len(TAKEN)
            return [*line, Spot(f"[{cut(tags[number], room)} ×]", "answer", number)]
        is_next = number == len(tags) and self.has_focus and not self.resting
        line += self._slot() if is_next else [Spot(EMPTY, "empty")]
        example = Spot(f" such as {self.examples[number]}", "faint")
        has_room = width_of([*line, example]) <= width
        return [*line, example] if has_room and not (is_next and self._typed) else line

    @property
    def _takes_digits(self) -> bool:
        return self.has_focus and not self.resting and not self._typed

    @staticmethod
    def _put(lines: list[Line], spots: Line, width: int) -> None:
        """On the last line, or on a new one where that is full."""
        if lines[-1] and width_of(lines[-1]) + width_of(spots) > width:
            lines.append([])
        lines[-1] += spots
