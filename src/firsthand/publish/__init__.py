"""Floor 4: what a run found, as bytes for people and programs.

account    the account in the terminal
json       the JSON and its one line
page       the page of evidence (``marks``: which words light up; ``pictures``: chains drawn)
terminal   lines that no page can drive
"""
