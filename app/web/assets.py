"""What browsers load beside a page: style sheet, scripts, icon, fonts; an address never changes meaning."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from app.web import fonts

LAYERS = "@layer reset, base, layout, components, utilities;\n"
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """Every file by its address under ``/static/``, and the address of each name."""

    files: dict[str, Asset]
    addresses: dict[str, str]

    def href(self, name: str) -> str:
        """The address of a file by its name, e.g. ``app.js``."""
        return self.addresses[name]


def load(static: Path) -> Assets:
    """The files of `static`, sheets and scripts each joined into one, and htmx from its package."""
    sheets = sorted((static / "css").glob("*.css"))
    css = LAYERS + font_faces() + "\n".join(sheet.read_text("utf-8") for sheet in sheets)
    scripts = {
        name: "\n".join(each.read_text("utf-8") for each in sorted(folder.glob("*.js")))
        # What only editors need is not sent to readers.
        for name, folder in (("app.js", static / "js"), ("review.js", static / "js" / "review"))
    }
    htmx = files("js_lib_htmx") / "static" / "htmx" / "htmx.min.js"
    found = {
        "cuttings.css": Asset(css.encode(), "text/css; charset=utf-8"),
        "htmx.min.js": Asset(htmx.read_bytes(), "text/javascript; charset=utf-8"),
        **{name: Asset(js.encode(), "text/javascript; charset=utf-8") for name, js in scripts.items()},
        "icon.svg": Asset((static / "icon.svg").read_bytes(), "image/svg+xml"),
    }
    paths = {name: f"{sha256(asset.content).hexdigest()[:12]}/{name}" for name, asset in found.items()}
    return Assets(
        {paths[name]: asset for name, asset in found.items()},
        {name: f"/static/{path}" for name, path in paths.items()},
    )


def font_faces() -> str:
    """The rules that say where the fonts are; a face that cannot be made falls back to the system's."""
    rules = "\n".join(
        f'  @font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
        f'font-weight: {face.weight}; font-display: swap; src: url("{font_href(face)}") format("woff2"); }}'
        for face in fonts.FACES
    )
    return f"@layer base {{\n{rules}\n}}\n"


def font_href(face: fonts.Face) -> str:
    """The address of one face; it changes when the way of cutting it does."""
    return f"/static/fonts/{fonts.key(face)}/{face.name}.woff2"
