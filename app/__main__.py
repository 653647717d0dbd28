"""Where ``cuttings`` and ``python -m app`` begin."""

import gc


def main() -> None:
    """Run the command that was asked for."""
    # What is loaded here stays: looking through it for garbage is in vain.
    gc.disable()
    from app.cli import commands  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    commands(prog_name="cuttings")


if __name__ == "__main__":
    main()
