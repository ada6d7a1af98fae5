"""Floor 3: which statements say the same thing. First form: within one page, by one speaker.

Origins are not counted yet: ``Claim.origins`` is None, which is "not measured", not zero.
``find_stories`` says which articles are about one event or matter.
"""

from firsthand.linking.claims import Linked, link
from firsthand.linking.stories import Page, find_stories, stories_of

__all__ = ["Linked", "Page", "find_stories", "link", "stories_of"]
