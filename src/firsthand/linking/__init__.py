"""Floor 3: which statements say the same thing, how many independent origins stand behind them,
and what conflicts.
"""

from firsthand.linking.linking import Linked, link

__all__ = ["Linked", "link"]
