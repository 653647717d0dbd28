"""Where ``cuttings`` and ``python -m app`` begin."""

from app.cli import commands


def main() -> None:
    """Run the command that was asked for."""
    commands(prog_name="cuttings")


if __name__ == "__main__":
    main()
