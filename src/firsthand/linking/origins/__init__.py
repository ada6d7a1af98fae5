"""How many independent origins stand behind a claim, and why: the counting rule.

``reasons`` holds the rules by which two statements may share an origin, over ``bodies`` (who
speaks for whom) and ``occasions`` (when and to whom); ``kept_apart`` what bars a merge;
``counting`` merges and counts.
"""

from firsthand.linking.origins.counting import merges_of, origins_of, rivals_of, splits_of

__all__ = ["merges_of", "origins_of", "rivals_of", "splits_of"]
