"""Floor 4: what a run found, as bytes for people and programs.

account    the account in the terminal (``claims``: what stands above the articles;
           ``statements``: what stands under each; ``blocks``: what each block is)
explained  one claim or statement, step by step, for ``--explain``
json       the JSON and its one line
page       the page of evidence (``marks``: which words light up; ``pictures``,
           ``claim_pictures``, ``timeline`` and ``world_map``: what is drawn)
standing   what a claim's count stands on, for the account and the page
view       a tracing with its look-ups, for the account
terminal   lines that no page can drive; phrases, edtf: small phrases and dates in words
"""
