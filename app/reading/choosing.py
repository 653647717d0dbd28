"""Which of a page's blocks are its article: trafilatura chooses, and what it drops in the midst is kept."""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import trafilatura

from app.errors import BadInput
from app.reading.markup import Block, Element

_HIGH, _LOW, _MANY = 0x13000, 0x17000, 6000
_MARK = re.compile(r"([\U00013000-\U000133FF])([\U00017000-\U0001876F])")
_UNMARKABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U00013000-\U000133ff]")
_CLUTTER = re.compile(
    r"(^|[^a-z])(share|sharing|social|related|newsletter|promo|advert\w*|ads?|sponsored|subscribe|cookies?"
    r"|consent|comments?|disqus|respond|nav\w*|menu|breadcrumbs?|recommend\w*|read-?(more|also)|see-?also"
    r"|tags?|taboola|outbrain|sidebar|widget|paywall|login|popular|trending|most-?read|byline|author\w*"
    r"|post-?meta|entry-?meta|dateline|timestamp|published|toolbar|pagination|copyright)([^a-z]|$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"caption|(^|[^a-z])credit|legend", re.IGNORECASE)
_STANDFIRST = re.compile(
    r"standfirst|summary|subtitle|subhead|(^|[^a-z])(lead|lede|dek|deck|intro|teaser|excerpt)([^a-z]|$)",
    re.IGNORECASE,
)
_PULLED = re.compile(r"pull-?quote", re.IGNORECASE)
_APART = ("nav", "aside", "footer", "form")
_TEXT = ("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "pre", "tr")
_MOST_PULLED = 100
_SHORT = 700
"""Characters: of less, trafilatura is content with whatever a page has, bylines and menus too."""
_LONGEST_LABEL = 30
_ONLY_LINKED, _LINKED = 0.9, 0.5
"""Of what stands in links, from which a block leads elsewhere rather than telling."""


def article(found: Sequence[Block], root: Element) -> list[Block]:
    """The blocks of the article in the page's order; `root`, their tree, is of no use afterwards.

    Raises BadInput.
    """
    linked = [_linked(block) for block in found]
    chosen = _chosen(found, root)
    fallen_back = sum(len(found[n].words) for n in chosen) < _SHORT or any(
        _is_outside(found[n].element) for n in chosen
    )
    if fallen_back:
        chosen = {n for n in chosen if not _is_outside(found[n].element)}
    if not chosen:
        return []
    parents = {found[n].element.getparent() for n in chosen}
    around = set(_around([found[n].element for n in chosen]))
    first, last = min(chosen), max(chosen)
    pulled = _pulled(chosen, found)
    kept = []
    for number, block in enumerate(found):
        is_within = first < number < last
        if number in chosen:
            is_clutter = fallen_back and _is_clutter(block.element, around)
            keep = not (is_clutter or number in pulled or _is_menu(block, linked[number], around))
        elif _is_clutter(block.element, around):
            keep = False
        elif number < first and _is_standfirst(block.element, around):
            keep = True
        elif _is_caption(block.element):
            keep = is_within or _scope(block.element) in around
        else:
            is_text = block.element.tag in (_TEXT if is_within else "p")
            keep = is_text and block.element.getparent() in parents and linked[number] < _LINKED
        if keep:
            kept.append(block)
    return kept


def _chosen(found: Sequence[Block], root: Element) -> set[int]:
    """Numbers of the blocks that trafilatura takes for the article.

    It rewrites what it keeps, joining some words and leaving out others. So every run of text is
    marked with its block's number, in letters of two scripts that no news are written in, and
    only the marks are read off what comes out.
    """
    laid: Counter[int] = Counter()
    for number, block in enumerate(found):
        mark = chr(_HIGH + number // _MANY) + chr(_LOW + number % _MANY)
        for piece in block.pieces:
            where = "tail" if piece.is_tail else "text"
            setattr(piece.element, where, _UNMARKABLE.sub("", getattr(piece.element, where)) + mark)
            laid[number] += 1
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        read = trafilatura.bare_extraction(root, include_comments=False)
    except Exception as error:
        raise BadInput(f"cannot be taken apart ({type(error).__name__})") from error
    body: Element = getattr(read, "body", None)
    words = "" if body is None else "".join(body.itertext())
    seen = Counter((ord(high) - _HIGH) * _MANY + ord(low) - _LOW for high, low in _MARK.findall(words))
    return {number for number, count in seen.items() if 2 * count >= laid[number] > 0}


def _around(elements: Sequence[Element]) -> Iterable[Element]:
    """What holds all of the elements, from the innermost such element outwards to the article's own."""
    common = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        holding = {element, *element.iterancestors()}
        common = [one for one in common if one in holding]
    yield from common[:1]
    scope = _scope(common[0]) if common else None
    if scope is not None:
        yield from common[: common.index(scope) + 1]


def _scope(element: Element) -> Element | None:
    """The innermost article that holds the element, or the page's main part."""
    for one in (element, *element.iterancestors()):
        if one.tag in ("article", "main") or one.get("role") in ("article", "main"):
            return one
    return None


def _is_outside(element: Element) -> bool:
    """In the site's own head, foot or menu, which no article is."""
    return _scope(element) is None and any(
        one.tag in ("header", "nav", "footer") for one in (element, *element.iterancestors())
    )


def _is_clutter(element: Element, around: set[Element]) -> bool:
    for one in (element, *element.iterancestors()):
        if one in around:
            return False
        if one.tag in _APART or _CLUTTER.search(_names(one)):
            return True
    return False


def _is_caption(element: Element) -> bool:
    lineage = (element, *element.iterancestors())
    return any(one.tag in ("figcaption", "figure") or _CAPTION.search(_names(one)) for one in lineage[:3])


def _pulled(chosen: Iterable[int], found: Sequence[Block]) -> set[int]:
    """Numbers of blocks whose words are set large beside the text, which says them itself."""
    large = [n for n in sorted(chosen) if _is_large(found[n].element)]
    # All the text is looked through for each: no page that anybody reads has more.
    return {n for n in large[:_MOST_PULLED] if _is_said_elsewhere(found[n], found)}


def _is_large(element: Element) -> bool:
    return any(_PULLED.search(_names(one)) for one in (element, *element.iterancestors()))


def _is_said_elsewhere(block: Block, found: Sequence[Block]) -> bool:
    words = block.words.strip('"“”„«» ')
    return any(words in other.words for other in found if other is not block)


def _is_standfirst(element: Element, around: set[Element]) -> bool:
    """What introduces the text, between its title and its first paragraph."""
    is_named = element.tag in ("p", "h2", "div") and _STANDFIRST.search(_names(element))
    is_next = element.tag == "p" and element.getparent() in around
    return bool(is_named or is_next) and _scope(element) in around


def _is_menu(block: Block, linked: float, around: set[Element]) -> bool:
    """Several links below one another, or a label of what stands around the text."""
    if linked >= _ONLY_LINKED and "\n" in block.words:
        return True
    is_label = len(block.words) <= _LONGEST_LABEL and block.words[-1] not in '.!?…”"'
    return is_label and _is_clutter(block.element, around)


def _linked(block: Block) -> float:
    """Which share of a block's words stands in links."""
    total = linked = 0
    for piece in block.pieces:
        holder = piece.element.getparent() if piece.is_tail else piece.element
        size = len(((piece.element.tail if piece.is_tail else piece.element.text) or "").strip())
        total += size
        while holder is not None and holder is not block.element:
            if holder.tag == "a":
                linked += size
                break
            holder = holder.getparent()
    return linked / total if total else 0.0


def _names(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"
