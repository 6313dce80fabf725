"""A person at a keyboard: goes to a thing by its name, as with Tab, and presses. Never a pointer."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

_FARTHEST = 60  # Tabs to a thing: farther is not reached by anybody


class Keyboard:
    """The keyboard of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, role: str, name: str, *, exact: bool = False) -> None:
        """Go to a button or a link and press Enter."""
        inside = self.page.get_by_role("main")
        thing = inside.get_by_role(role, name=name, exact=exact).first  # type: ignore[arg-type]
        thing.focus()
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def tick(self, name: str) -> None:
        """Go to a box or a choice and press the space bar, if it is not chosen yet."""
        box = self.page.get_by_role("checkbox", name=name).or_(
            self.page.get_by_role("radio", name=name)
        )
        box.first.focus()
        if not box.first.is_checked():
            self.page.keyboard.press("Space")

    def answer(self, question: str, *answers: str) -> None:
        """Go to a question and choose among its answers with the space bar."""
        group = self.page.get_by_role("radiogroup", name=question).or_(
            self.page.get_by_role("group", name=question)
        )
        for answer in answers:
            choice = group.last.get_by_label(answer, exact=True)
            choice.focus()
            if not choice.is_checked():
                self.page.keyboard.press("Space")

    def write(self, label: str, text: str) -> None:
        """Go to a field and write in it, over what it holds."""
        field = self._field(label)
        field.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def pick(self, label: str, option: str) -> None:
        """Go to a list and type the first letters of what is wanted."""
        self._field(label).focus()
        self.page.keyboard.type(option)

    def unfold(self, summary: str) -> None:
        """Open what is folded away."""
        self.page.locator("summary", has_text=summary).first.focus()
        self.page.keyboard.press("Enter")

    def _field(self, label: str) -> Locator:
        return (
            self.page.locator("input:not([type=radio]):not([type=checkbox]), textarea, select")
            .and_(self.page.get_by_label(label))
            .first
        )


@dataclass
class Hands:
    """Two hands on a keyboard, counting from the moment the page is there."""

    page: Page
    keys: int = 0
    interactions: int = 0
    began: float = field(default_factory=time.monotonic)

    def write(self, text: str) -> None:
        """Write some letters where the focus is: one interaction, a key each."""
        self.page.keyboard.type(text)
        self.keys += len(text)
        self.interactions += 1

    def press(self, *keys: str) -> None:
        """Press some keys: one interaction."""
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)
        self.interactions += 1

    def reach(self, thing: Locator) -> None:
        """Go to a thing with Tab, counting each; no interaction of its own."""
        expect(thing).to_be_visible()
        for _ in range(_FARTHEST):
            if thing.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            self.keys += 1
        pytest.fail(f"{_FARTHEST} Tabs are not enough to reach {thing}")


@contextmanager
def within(page: Page, task: str, interactions: int, keys: int | None) -> Iterator[Hands]:
    """Do a task, then compare what the hands did with its budget; without `keys` only print them."""
    hands = Hands(page)
    yield hands
    lasted = time.monotonic() - hands.began
    sys.stdout.write(
        f"{task}: {hands.interactions} interactions, {hands.keys} keys, {lasted:.2f} s\n"
    )
    assert hands.interactions <= interactions
    assert keys is None or hands.keys <= keys
