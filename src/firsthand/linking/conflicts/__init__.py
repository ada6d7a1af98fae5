"""What cannot both hold, among pages that may hold the same claims.

``figures`` says what a figure counts and who gives it, ``when`` of which days; ``matters`` which
figures are of one matter, ``updates`` whether one replaces another, ``figure_conflicts`` which
cannot both hold. ``denials`` is about what one affirms and another denies: in like words, by the
set phrases of ``blame``, in ``answers`` to what stands before, or as the ``contents`` of a denial.
``details`` is about a window and a door; ``sides`` makes the groups of these. ``finding`` asks
them all.
"""

from firsthand.linking.conflicts.finding import find_conflicts

__all__ = ["find_conflicts"]
