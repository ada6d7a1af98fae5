"""Firsthand shows who said what, on whose word, and through which hands it reached the page."""

__version__ = "0.1.0.dev0"
