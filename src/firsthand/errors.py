"""The one tree of errors.

    FirsthandError            anything this package reports about its input
    ├── IntakeError           a place could not be read (missing, too large, refused, dead)
    ├── CleaningError         what was read holds no article
    ├── LanguageError         there are no cue tables for the article's language
    └── TableError            a table under ``data/`` or ``$FIRSTHAND_DATA`` is malformed

An error says what, where and what next. It is raised inside a room, caught once, in
``pipeline.py`` or at the edge of a bulk command, and set down as a ``Failure``; the
run goes on with the rest. A bug is not a ``FirsthandError`` and is not caught.
"""


class FirsthandError(Exception):
    """Trouble with one input: ``what`` happened and what the user can do ``next``.

    >>> str(IntakeError("no such file", next="check the path"))
    'no such file; check the path'
    """

    def __init__(self, what: str, *, next: str = "") -> None:
        super().__init__(what, next)
        self.what = what
        self.next = next

    def __str__(self) -> str:
        return f"{self.what}; {self.next}" if self.next else self.what


class IntakeError(FirsthandError):
    """A place could not be read."""


class CleaningError(FirsthandError):
    """What was read holds no article text."""


class LanguageError(FirsthandError):
    """There are no cue tables for the language of the article."""


class TableError(FirsthandError):
    """A table of facts or words is malformed."""
