"""What a page says of itself outside its text: JSON-LD, OpenGraph and other meta elements.

trafilatura reads title, author, date and site (Barbaresi 2021). It leaves the time of the
last change, the organisations among the authors, the credits, most tags and sections, and
what kind of page this is; those are read here, with the standard library's JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from firsthand.cleaning.dates import edtf_date

Item = dict[str, Any]

ARTICLES = re.compile(r"(?:Article|Posting|Report|Gallery|CreativeWork)$|^Liveblog", re.IGNORECASE)
PUBLISHED = ("article:published_time", "datepublished", "parsely-pub-date", "dcterms.created")
MODIFIED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    *("last-modified", "lastmod", "article_date_updated", "article.updated"),
)
SECTIONS = ("article:section", "articlesection", "parsely-section", "section", "article.section")
TAGS = ("article:tag", "news_keywords", "parsely-tags", "keywords", "sailthru.tags")
CREDITS = ("dc.source", "source", "syndication-source", "original-source", "page.content.source")
NOBODY = {"admin", "administrator", "webmaster", "author", "unknown"}  # set by the software
LOCKED = {"locked", "premium"}  # values of article:content_tier; "metered" shows the page
MOST_TAGS = 100
LONGEST_TAG = 80  # code points; what is longer is a sentence
_TAG_BREAK = re.compile(r"\s*[,;|\n]\s*")
_WEB = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]|$)")
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page states of itself; None is not stated. Dates are EDTF.

    ``updates`` are the posts of a live blog, one a line.
    """

    types: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    sitename: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    free: bool | None = None
    amp: bool = False
    updates: str = ""


def read_metadata(tree: Any, *, url: str | None = None) -> Metadata:
    """The metadata of a page's tree; ``url`` is where the page was read from.

    Broken JSON-LD counts as none. Of several articles, the first on the top level is the
    page's own: those below it are what it points to.
    """
    if tree is None:
        return Metadata()
    items = list(_items(tree))
    known = {item["@id"]: item for item in items if isinstance(item.get("@id"), str)}
    main = next((item for item in items if _is_article(item)), {})
    meta = _meta(tree)
    return Metadata(
        types=frozenset(_types(main)),
        authors=_authors(main, meta, known),
        published=_date(_texts(main.get("datePublished")), meta, PUBLISHED),
        modified=_date(_texts(main.get("dateModified")), meta, MODIFIED),
        url=_canonical(tree, url),
        sitename=_first((*meta.get("og:site_name", ()), *_publishers(main, known))),
        section=_section(main, meta),
        tags=_tags(main, meta),
        credits=tuple(_credits(main, meta, known)),
        free=_free(items, meta),
        amp=any(tree.get(name) is not None for name in ("amp", "⚡")),
        updates="\n".join(_updates(main)),
    )


# -------------------------------------------------------------------- JSON-LD


def _items(tree: Any) -> Iterator[Item]:
    """The objects on the top level of the page's JSON-LD and of its graphs."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            # Line breaks in strings are common and harmless.
            found = json.loads(_COMMENT.sub("", script.text or "").strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _list(found):
            if isinstance(item, dict):
                parts = (item, *_list(item.get("@graph")), *_list(item.get("mainEntity")))
                yield from (part for part in parts if isinstance(part, dict))


def _is_article(item: Item) -> bool:
    return any(ARTICLES.search(kind) for kind in _types(item))


def _types(item: Item) -> list[str]:
    return [kind.rsplit("/", 1)[-1] for kind in _list(item.get("@type")) if isinstance(kind, str)]


def _names(value: Any, known: dict[str, Item]) -> Iterator[str]:
    """The names of persons and organisations; one that is only referred to is looked up."""
    for one in _list(value):
        if isinstance(one, dict) and "name" not in one:
            one = known.get(str(one.get("@id")), one)
        yield from _texts(one.get("name") if isinstance(one, dict) else one)


def _no_address(name: str) -> bool:
    return not name.lower().startswith(("http:", "https:", "www.", "//"))


def _texts(value: Any) -> list[str]:
    texts = (unescape(one) for one in _list(value) if isinstance(one, str))
    return [" ".join(text.split()) for text in texts if text.strip()]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


# -------------------------------------------------------------------- meta


def _meta(tree: Any) -> dict[str, tuple[str, ...]]:
    """The contents of the meta elements by name, in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        if not content:
            continue
        for attribute in ("property", "name", "itemprop"):
            if key := (element.get(attribute) or "").strip().lower():
                found[key] = (*found.get(key, ()), content)
    for element in tree.iter("time"):
        key, stated = (element.get("itemprop") or "").strip().lower(), element.get("datetime")
        if key and stated:
            found[key] = (*found.get(key, ()), stated)
    return found


def _canonical(tree: Any, url: str | None) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return web_address(link.get("href"), base=url)
    return None


def web_address(href: str | None, *, base: str | None = None) -> str | None:
    """The absolute http(s) address that ``href`` means on a page at ``base``, else None."""
    href = (href or "").strip()
    if _WEB.match(href):  # most are; joining and splitting them takes its time
        return href
    try:
        address = urljoin(base or "", href)
        parts = urlsplit(address)
    except ValueError:  # "http://[": not an address
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


# ------------------------------------------------------------------- fields


def _date(stated: list[str], meta: dict[str, tuple[str, ...]], keys: tuple[str, ...]) -> str | None:
    values = (*stated, *(value for key in keys for value in meta.get(key, ())))
    return _first(edtf_date(value) for value in values)


def _section(main: Item, meta: dict[str, tuple[str, ...]]) -> str | None:
    values = (*_texts(main.get("articleSection")), *(v for k in SECTIONS for v in meta.get(k, ())))
    return _first(part for value in values for part in split_tags(value))


def _tags(main: Item, meta: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    values = (*_texts(main.get("keywords")), *(v for k in TAGS for v in meta.get(k, ())))
    return join_tags(values)


def join_tags(values: Iterable[str]) -> tuple[str, ...]:
    """The tags in lists of tags, each once, as it was first written."""
    tags = (tag for value in values for tag in split_tags(value))
    return tuple(_unique(tag for tag in tags if len(tag) <= LONGEST_TAG))[:MOST_TAGS]


def split_tags(value: str) -> list[str]:
    """The tags of a list as pages write it.

    >>> split_tags("floods, Odra;dams, ")
    ['floods', 'Odra', 'dams']
    """
    parts = (part.strip(" #'\"[]") for part in _TAG_BREAK.split(unescape(value)))
    # "@front-page": for the site's machines
    return [part for part in parts if any(map(str.isalpha, part)) and part[0] != "@"]


def _authors(
    main: Item, meta: dict[str, tuple[str, ...]], known: dict[str, Item]
) -> tuple[str, ...]:
    """The writers in the article's JSON-LD, else in a meta element."""
    stated = list(_names(main.get("author"), known)) or list(_names([*meta.get("author", ())], {}))
    names = _unique(_BY.sub("", name) for name in stated)
    return tuple(name for name in names if _no_address(name) and not is_nobody(name))


def _publishers(main: Item, known: dict[str, Item]) -> Iterator[str]:
    return filter(_no_address, _names(main.get("publisher"), known))


def is_nobody(name: str) -> bool:
    """Whether a writer's name is one that the site's software puts there."""
    return name.casefold() in NOBODY


def _credits(main: Item, meta: dict[str, tuple[str, ...]], known: dict[str, Item]) -> Iterator[str]:
    for key in ("author", "creator", "provider", "sourceOrganization", "creditText", "contributor"):
        yield from _names(main.get(key), known)
    for key in ("author", *CREDITS):
        yield from meta.get(key, ())


def _free(items: Iterable[Item], meta: dict[str, tuple[str, ...]]) -> bool | None:
    """Whether the page says that it is free to read; schema.org has booleans and words."""
    stated = [value for item in items for value in _list(item.get("isAccessibleForFree"))]
    for value in (*stated, *meta.get("isaccessibleforfree", ())):
        if (word := str(value).strip().lower().rsplit("/", 1)[-1]) in ("true", "false"):
            return word == "true"
    locked = any(value.lower() in LOCKED for value in meta.get("article:content_tier", ()))
    return False if locked else None


def _updates(main: Item) -> Iterator[str]:
    for post in _list(main.get("liveBlogUpdate")):
        if isinstance(post, dict):
            yield from (
                text for key in ("headline", "articleBody") for text in _texts(post.get(key))
            )


def _unique(values: Iterable[str]) -> Iterator[str]:
    seen = set()
    for value in values:
        if value and value.casefold() not in seen:
            seen.add(value.casefold())
            yield value


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
