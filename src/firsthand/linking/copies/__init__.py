"""Copying between pages: which words two pages share, what changed on the way, who copied.

``pages`` reads the words, ``candidates`` proposes pairs by the words they share, ``aligning``
says which words those are, ``changes`` and ``directions`` what to make of them, ``lookup``
answers for spans.
"""

from firsthand.linking.copies.finding import find_copies
from firsthand.linking.copies.lookup import CopiedWords

__all__ = ["CopiedWords", "find_copies"]
