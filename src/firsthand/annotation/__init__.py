"""Floor 2: sentences and entities, attributions, speakers, chains.

``find_attributions`` says who is said to have said what; ``annotate`` goes on to who that
is and through which hands it came. Rules in their first form; a tagger replaces those of
``find_attributions`` later, behind the same function.
"""

from firsthand.annotation.annotating import annotate
from firsthand.annotation.attributions import find_attributions

__all__ = ["annotate", "find_attributions"]
