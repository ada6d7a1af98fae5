"""Floor 3: which statements say the same thing, how many independent origins stand behind them,
what conflicts, what is odd, and which articles are about one event or matter.
"""

from firsthand.linking.linking import Linked, link
from firsthand.linking.ongoing import Ongoing, begin, link_more
from firsthand.linking.stories import Page, find_stories, stories_of

__all__ = [
    "Linked",
    "Ongoing",
    "Page",
    "begin",
    "find_stories",
    "link",
    "link_more",
    "stories_of",
]
