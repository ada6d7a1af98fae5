"""Plain text into labelled blocks.

plain       text → blocks with roles, title, byline, tags
labeller    the lines of a page → how sure each is furniture, of what kind, why; trained
lines       what the labeller reads of a line and of where it stands
reasons     its reasons in words
"""
