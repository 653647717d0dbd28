"""One module a family of addresses."""

from starlette.convertors import CONVERTOR_TYPES, IntegerConvertor


class _Numbers(IntegerConvertor):
    """A version, a capture, a run: what has more digits than any of them is one that nothing has."""

    def convert(self, value: str) -> int:
        """The number, or the first that is too large."""
        return int(value) if len(value) < 10 else 10**9


# Routes are compiled as their modules are loaded: this has to be known before the first of them.
CONVERTOR_TYPES["number"] = _Numbers()
