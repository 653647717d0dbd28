"""What things cost as they grow: measured on made-up ones, in a database of its own that is thrown away."""

from rich.console import Console
from rich.table import Table

from app.errors import BadInput

_PARTS = ("matches",)


def benched(part: str, sizes: str) -> None:
    """Measure and print; `sizes` are whole numbers between commas."""
    wanted = [int(size) for size in sizes.split(",") if size.strip().isdecimal()]
    if part not in _PARTS or not wanted or min(wanted) < 1:
        raise BadInput("Known is `matches`, with sizes as whole numbers: --sizes 1000,10000.")
    _matches(sorted(set(wanted)))


def _matches(sizes: list[int]) -> None:
    from app.evaluate.matching_load import Load, encoding, measure
    from app.ingest import matched

    columns = ("statements", "seconds", "ms each", "matches", "database MB", "memory MB")
    table = Table(*columns, title="matching made-up statements")
    with Console(stderr=True).status("Matching") as status:

        def tell(load: Load) -> None:
            status.update(f"{load.statements:,} statements are matched")
            table.add_row(
                f"{load.statements:,}",
                f"{load.seconds:.1f}",
                f"{load.each:.2f}",
                f"{load.matches:,}",
                f"{load.megabytes:.0f}",
                f"{load.memory:.0f}",
            )

        measure(sizes, matched(), tell)
        each = encoding(matched().encode)
    Console().print(table, f"The encoder takes {each:.1f} ms a statement of twenty words beside that.")
