"""Checkable oddities of single pages, and of a page beside the page it cites.

Every finding names its rule, opens its words, and says which table it rests on. The rules
are rows of ``checks.csv``; a user switches one off there, or for one run by ``rules``.
"""

from firsthand.linking.findings.finding import Check, checks, find_findings

__all__ = ["Check", "checks", "find_findings"]
