"""Articles of our own words for the test site, and the pages they are printed on."""

import json
from dataclasses import dataclass
from datetime import date
from html import escape

HARBOUR = "The Harbour Gazette"


@dataclass(frozen=True)
class Story:
    """What a page prints, and so what has to arrive."""

    slug: str
    title: str
    author: str
    published: date
    text: str
    """Its paragraphs, with an empty line between two."""
    caption: str | None = None
    outlet: str = HARBOUR

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(" ".join(each.split()) for each in self.text.strip().split("\n\n"))


FERRY = Story(
    "ferry",
    "Ferry to the islands sails all night from May",
    "Ines Okafor",
    date(2026, 3, 2),
    """
The ferry between Port Lorne and the outer islands will sail through the night from the first of May,
the harbour board decided on Monday after two years of talks with the islanders.

“Nobody should have to sleep on a bench because a meeting ran late,” said Mira Dahl, the director of the
harbour board. She said that the night boats would cost the town 400,000 euros a year.

Fishermen had asked for a smaller boat. Tomas Reyes, who speaks for them, said the big ferry was too
loud for the narrow sound.

The board will look at the figures again in the autumn, when the first season is over.
""",
    caption="The ferry Solveig at the north quay in February.",
)
BUDGET = Story(
    "budget",
    "Town’s budget grows by €3 million",
    "José Müller",
    date(2026, 3, 4),
    """
Port Lorne will spend €3 million more this year than last, most of it on its schools, according to the
draft that the treasurer showed to the council on Wednesday evening.

“We waited too long with the roofs, and now every winter costs us more than a roof would have,”
treasurer Amélie Brandt told the council – and nobody disagreed.

The opposition’s leader, Jürgen Voss, said that he would vote for the draft if the swimming hall stayed
open on Sundays.
""",
)
SCHOOL = Story(
    "school",
    "School kitchen cooks for the whole street",
    "Ines Okafor",
    date(2026, 3, 6),
    """
The kitchen of the school at Mill Lane has begun to cook for its neighbours as well: every Thursday
sixty people who live alone are asked to lunch beside the pupils.

“The children ask more questions than any reporter,” said Ruth Ameyaw, 81, who has come every week. Head
teacher Paul Lindqvist said that the noise had doubled and the waste had halved.

The school pays for the lunches with what a bakery gave it last year.
""",
)
LIBRARY = Story(
    "library",
    "Library lends out tools and seeds",
    "Hana Novak",
    date(2026, 3, 9),
    """
Drills, ladders and forty kinds of seeds can be borrowed at the town library from this week on, along
with the books that it has always lent.

“A drill is used for thirteen minutes in its whole life,” said librarian Omar Haddad. “A good book is
used for longer, and so should a drill be.”

Nobody has to pay, and whoever brings back seeds of their own may keep the tools for a second week.
""",
)
BRIDGE = Story(
    "bridge",
    "Old bridge opens again after repairs",
    "Hana Novak",
    date(2026, 3, 11),
    """
The old bridge over the Lorne carries traffic again. Repairs to its northern arch took seven months, two
fewer than planned.

“It will stand for another century if we stop sending lorries over it,” said engineer Sofia Marchetti,
who led the repairs. Lorries have to use the ring road.

The mayor, Peter Aalto, said that the town had saved 90,000 euros by reusing the old stones.
""",
)
GARDEN = Story(
    "garden",
    "Gardeners win a longer lease",
    "Ines Okafor",
    date(2026, 3, 12),
    """
The gardeners at the railway may stay until 2040. The railway company signed a new lease with their club
on Thursday, after a spring of letters and two petitions.

“We asked for five years and they offered fourteen, so we stopped arguing,” said Lidia Kovacs, who
chairs the club.

A spokesman for the railway, Dirk Jansen, said that the land would not be needed before then.
""",
)
RAIN = Story(
    "rain",
    "Rain fills the reservoir to the brim",
    "José Müller",
    date(2026, 3, 16),
    """
After eleven days of rain the reservoir above Port Lorne is full for the first time since it was built,
the water works said on Monday.

“We have never had to open the upper gate before, and it opened,” said Grace Mbeki, who has run the
water works since 2019.

Farmers below the dam were told to move their cattle to higher ground until Friday.
""",
)
STORIES = (FERRY, BUDGET, SCHOOL, LIBRARY, BRIDGE, GARDEN, RAIN)

_NAVIGATION = "".join(
    f'<li><a href="/{each.lower()}">{each}</a></li>'
    for each in ("Home", "Politics", "Sport", "Weather", "Shop")
)
_TEASERS = "".join(
    f'<li><a href="/more/{number}">{words}</a></li>'
    for number, words in enumerate(
        ("Ten places for a picnic", "Win a weekend by the sea", "What your neighbours read this morning")
    )
)


def page(story: Story, address: str, *, charset: str | None = "utf-8", linked: bool = True) -> str:
    """A page as news sites print them: the article among navigation, teasers, forms and a consent banner.

    With `linked`, its facts are stated as JSON-LD; otherwise as OpenGraph and in a byline.
    """
    return f"""<!DOCTYPE html>
<html lang="en"><head>{f'<meta charset="{charset}">' if charset else ""}
<title>{escape(story.title)} | {escape(story.outlet)}</title>
<link rel="canonical" href="{address}">
<meta name="viewport" content="width=device-width">
{_linked(story, address) if linked else _graph(story, address)}
<style>body {{ margin: 0 }}</style><script>window.counted = true;</script></head>
<body><header><a href="/">{escape(story.outlet)}</a><nav><ul>{_NAVIGATION}</ul></nav></header>
<div class="cookie-banner" role="dialog"><p>We value your privacy. Accept all cookies?</p>
<button>Accept</button></div>
<main><article><h1>{escape(story.title)}</h1>
<p class="byline">By <span rel="author">{escape(story.author)}</span></p>
{_figure(story)}
{"".join(f"<p>{escape(each)}</p>{_interruption(number)}" for number, each in enumerate(story.paragraphs))}
</article></main>
<aside class="related"><h2>Most read</h2><ul>{_TEASERS}</ul></aside>
<form action="/newsletter"><p>Sign up for our newsletter</p><input name="mail"><button>Sign up</button></form>
<footer><p>© {escape(story.outlet)}. All rights reserved.</p><a href="/imprint">Imprint</a></footer>
</body></html>"""


def _linked(story: Story, address: str) -> str:
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "headline": story.title,
        "datePublished": f"{story.published.isoformat()}T23:30:00+09:00",
        "dateModified": "2026-04-01T08:00:00+00:00",
        "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "Organization", "name": story.outlet},
    }
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


def _graph(story: Story, address: str) -> str:
    stated = {
        "og:type": "article",
        "og:title": story.title,
        "og:site_name": story.outlet,
        "og:url": address,
        "article:published_time": f"{story.published.isoformat()}T06:00:00+01:00",
    }
    tags = "".join(f'<meta property="{key}" content="{escape(value)}">' for key, value in stated.items())
    return f'{tags}<meta name="author" content="{escape(story.author)}">'


def _figure(story: Story) -> str:
    if story.caption is None:
        return ""
    return f"""<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="
 data-src="/pictures/{story.slug}.jpg"
 loading="lazy" alt=""><noscript><img src="/pictures/{story.slug}.jpg" alt=""></noscript>
<figcaption>{escape(story.caption)}</figcaption></figure>"""


def _interruption(after: int) -> str:
    return '<div class="ad" aria-hidden="true"><a href="/ads/1">Advertisement</a></div>' if after == 1 else ""
