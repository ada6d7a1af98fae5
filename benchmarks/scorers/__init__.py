"""The public scorers, copied unchanged; their own tests are in ``tests/benchmarks/scorers``."""

from importlib import import_module
from typing import Any

# Modules as values: the copies are not ours to annotate, so nothing is known of their types.
attributions: Any = import_module("benchmarks.scorers.score_attributions")
claims: Any = import_module("benchmarks.scorers.score_claims")
extraction: Any = import_module("benchmarks.scorers.score_extraction")
tracings: Any = import_module("benchmarks.scorers.trace_to_claims")
