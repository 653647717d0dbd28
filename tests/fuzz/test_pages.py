from pathlib import Path

import pytest
from sqlmodel import Session
from store.building import save, talks

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from fuzz.hunting import Target, hunt
from fuzz.pages import TARGETS, asking

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_nothing_sent_breaks_what_takes_it(target: Target) -> None:
    found = hunt(target)
    print(f"{target.name:>12} {found}")  # noqa: T201 - the figures, with -rP
    assert not found.broken


def test_no_question_breaks_the_site(tmp_path: Path) -> None:
    database = tmp_path / "web.db"
    engine.migrate(database, place("migrations"))
    written = engine.writer(database)
    with Session(written) as db, db.begin():
        save(db, talks(outlet="Dagen", outlet_country="NO", url="https://dagen.example/talks", language="en"))
    written.dispose()
    found = hunt(asking(create_app(Settings(database=database, page_size=3)), 5))
    print(f"{'asking':>12} {found}")  # noqa: T201
    assert not found.broken
