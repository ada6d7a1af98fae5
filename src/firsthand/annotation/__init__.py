"""Floor 2: sentences and entities, attributions, speakers, chains.

``find_attributions`` says who is said to have said what; ``annotate`` goes on to who that
is and through which hands it came. A trained tagger (closet ``tagger``) decides the
outermost layer; rules over marks and grammar read what stands inside another's words, and
whose hands are hands and no speakers.
"""

from firsthand.annotation.annotating import annotate
from firsthand.annotation.attributions import find_attributions

__all__ = ["annotate", "find_attributions"]
