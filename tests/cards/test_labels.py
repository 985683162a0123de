"""Lead-ins that name nothing."""

from __future__ import annotations

import pytest

from noteport.api import is_label


@pytest.mark.parametrize("term", ["Purpose", "Example 2", "Step 1", "Pros and Cons", "1", ""])
def test_what_sorts_a_list_is_a_label(term: str) -> None:
    assert is_label(term)


@pytest.mark.parametrize("term", ["Calculate the slope", "Avoid shortcuts", "Don't panic", "Solve for x"])
def test_what_says_what_to_do_is_a_label(term: str) -> None:
    assert is_label(term)


@pytest.mark.parametrize(
    "term", ["Mitosis", "Hold Rate", "Use cases", "Create", "Example of Mitosis", "الغشاء", "細胞膜"]
)
def test_what_names_something_is_none(term: str) -> None:
    assert not is_label(term)
