"""A citation as an RIS record."""

from app.web.citing.cited import Cited


def write(cited: Cited) -> str:
    """A newspaper article; a line is a tag and its value, so no value has a line break."""
    when = cited.published
    by = f" — {cited.by}" if cited.by else ""
    fields = [
        ("TY", "NEWS"),
        ("ID", cited.key),
        ("TI", cited.title),
        ("AU", cited.author),
        ("T2", cited.outlet),
        ("PY", str(when.year) if when else ""),
        ("DA", f"{when:%Y/%m/%d}/" if when else ""),
        ("Y2", f"{cited.captured:%Y/%m/%d}/"),
        ("LA", cited.language),
        ("UR", cited.permalink),
        ("UR", cited.outside),
        ("N1", f"{cited.words}{by}"),
        *(("N1", caution) for caution in cited.cautions),
        ("N1", f"{cited.name}" + ("" if when else "; the article is undated (n.d.)")),
    ]
    written = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\n".join([*written, "ER  - \n"])
