"""Firsthand shows who said what, on whose word, and through which hands it reached the page.

>>> article = read(text="The gate gave way, engineer Ana Reis said.")
>>> [span.of(article.text) for a in find_attributions(article) for span in a.source]
['engineer Ana Reis']

The whole job is ``trace``: files, folders, addresses in, a ``Tracing`` out, which
``to_json`` and ``to_page`` turn into JSON and into a page of evidence.
"""

from firsthand.annotation import annotate, find_attributions
from firsthand.errors import FirsthandError
from firsthand.pipeline import read, trace
from firsthand.publish.json import to_json
from firsthand.publish.page import to_page
from firsthand.types import Article, Attribution, Decision, Span, Spot, Tracing
from firsthand.version import __version__

__all__ = [
    "Article",
    "Attribution",
    "Decision",
    "FirsthandError",
    "Span",
    "Spot",
    "Tracing",
    "__version__",
    "annotate",
    "find_attributions",
    "read",
    "to_json",
    "to_page",
    "trace",
]
