"""What browsers load beside pages: hashed assets, fonts, and the address book for crawlers."""

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.errors import NotFound
from app.web import assets, fonts
from app.web.rooms import Room

router = Room(include_in_schema=False)
_log = structlog.get_logger()


@router.get("/static/fonts/{key}/{name}.woff2")
def font(request: Request, key: str, name: str) -> Response:
    """One typeface; 404 where it cannot be made, and browsers take the system's."""
    for face in fonts.FACES:
        if face.name == name and fonts.key(face) == key:
            try:
                made = fonts.woff2(face, request.app.state.fonts)
            except Exception as error:  # noqa: BLE001 -- whatever breaks in a font, pages go without
                _log.warning("font not made", face=name, error=str(error))
                break
            return Response(made, media_type="font/woff2", headers={"Cache-Control": assets.FOREVER})
    raise NotFound("There is no such font.")


@router.get("/static/{path:path}")
def static(request: Request, path: str) -> Response:
    """One asset under its hashed address."""
    asset = request.app.state.assets.files.get(path)
    if asset is None:
        raise NotFound("There is no such file.")
    return Response(asset.content, media_type=asset.media_type, headers={"Cache-Control": assets.FOREVER})


@router.get("/favicon.ico")
def favicon(request: Request) -> Response:
    """Where browsers look when nobody told them: the icon."""
    return RedirectResponse(request.app.state.assets.href("icon.svg"), 302)
