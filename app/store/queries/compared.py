"""How much a speaker says of something: counted, dated, and by country spoken about."""

from sqlmodel import Session, text

from app.store.queries import choices, rows
from app.store.queries.filters import Filter
from app.store.queries.views import Extent, Option

_EXTENT = """
    SELECT count(DISTINCT s.id) AS statements, count(DISTINCT a.id) AS articles,
        min(a.published) AS first, max(a.published) AS last,
        count(DISTINCT CASE WHEN a.published IS NULL THEN a.id END) AS undated
"""


def extent(db: Session, wanted: Filter) -> Extent:
    """What the statements that `wanted` asks for come to; the claims are those with the same words."""
    said, claimed = choices.of_statements(wanted), choices.of_claims(wanted)
    one = db.connection().execute(text(_EXTENT + said.sql()), dict(said.params)).one()
    claims = db.connection().scalar(
        text(f"SELECT count(DISTINCT c.id) {claimed.sql()}"), dict(claimed.params)
    )
    about = said.sql(join="JOIN statement_places AS x ON x.statement_id = s.id AND x.kind = 'country'")
    counted = (
        f"SELECT x.code, count(DISTINCT s.id) AS said {about} GROUP BY x.code ORDER BY said DESC, x.code"
    )
    return Extent(
        statements=one.statements,
        claims=claims or 0,
        articles=one.articles,
        undated=one.undated,
        first=rows.day(one.first),
        last=rows.day(one.last),
        about=tuple(
            Option(row.code, row.code, row.said)
            for row in db.connection().execute(text(counted), dict(said.params))
        ),
    )
