"""Floor 3: which statements say the same thing. First form: within one page, by one speaker.

Origins are not counted yet: ``Claim.origins`` is None, which is "not measured", not zero.
"""

from firsthand.linking.claims import Linked, link

__all__ = ["Linked", "link"]
