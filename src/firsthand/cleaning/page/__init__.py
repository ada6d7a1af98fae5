"""HTML into text, labelled blocks, and what the page says of itself.

html        page → text and blocks
visible     page → the words a reader sees, with their links and mark-up
matching    which of those words the extractor takes for the article
markup      an element's names → what site furniture stands in it, and why
labels      what each piece of a page is, by its words, its mark-up and its links
metadata    JSON-LD, OpenGraph and meta elements → writer, dates, section, tags
special     whether a page is a live blog, a gallery, a paywall stub or an AMP page
"""
