"""Invented pages, and the few questions the cleaning tests ask of them."""

from firsthand.cleaning import clean
from firsthand.types import Article, Block, Capture

STORY = (
    "The river rose two metres in one night and carried away the lower bridge.",
    'Engineer Ana Reis said: "We opened both gates as soon as we could."',
    "Nobody was hurt, and the school took in forty families from the old town.",
)


def read(content, *, form="text", keep=False, **told) -> Article:
    """The article of a text, a page or of bytes; ``told`` is what the input says of itself."""
    content = content.encode() if isinstance(content, str) else content
    capture = Capture(place="desk/odra", id="odra", content=content, form=form, **told)
    return clean(capture, keep_furniture=keep)


def story_with(*lines: str, after: int = 2) -> str:
    """The invented story with lines put in after its first ``after`` paragraphs."""
    return "\n\n".join((*STORY[:after], *lines, *STORY[after:]))


def block_of(article: Article, words: str) -> Block:
    """The block that begins with the words."""
    found = [b for b in article.blocks if b.span.of(article.text).strip().startswith(words)]
    assert len(found) == 1, f"{len(found)} blocks begin with {words!r}"
    return found[0]


def check_blocks_hold_every_character_once(article: Article) -> None:
    at = 0
    for block in article.blocks:
        assert block.start == at < block.end
        assert block.start == 0 or not article.text[block.start].isspace()
        at = block.end
    assert at == len(article.text)
