"""The few ways in which Cuttings refuses, each with a message that says what and where."""


class AppError(Exception):
    """Something a person can act on; its text is shown to them as it is."""


class BadInput(AppError):
    """A file, a parameter or a piece of metadata is not what it must be."""


class NotFound(AppError):
    """Nothing has, or ever had, the identifier or address asked for."""


class Gone(AppError):
    """The identifier was in use and what it named has been withdrawn; the text says why."""

    def __init__(self, why: str, *, judgement: str = "") -> None:
        super().__init__(why)
        self.judgement = judgement
        """The identifier of the decision that it came of, where a person made one."""


class Refused(AppError):
    """A limit or a rule forbids what was asked."""


class TooSlow(AppError):
    """Reading took longer than one question may, and was stopped."""


class NotFetched(AppError):
    """An address was not read; the text says why, and the fields whether it may be tried again."""

    def __init__(
        self, why: str, *, status: int | None = None, passing: bool = False, after: float | None = None
    ) -> None:
        super().__init__(why)
        self.status = status
        """What the server answered, where it did."""
        self.passing = passing
        """Whether the same question may be answered well a little later."""
        self.after = after
        """The seconds that the server asked to be left alone for."""

    def further(self, way: str) -> "NotFetched":
        """The same, told of what an address led to."""
        return type(self)(f"{way}: {self}", status=self.status, passing=self.passing, after=self.after)


class NotReached(NotFetched):
    """No connection was made: nobody is there, or one that may not be talked to."""


class ModelMissing(AppError):
    """A language model that extraction needs is not installed."""


class StoreOutOfDate(AppError):
    """The database was made by another version and has to be migrated first."""


class StoreUnusable(AppError):
    """The database's file, or the disk it is on, does not let itself be read or written."""

    def __init__(self, path: object, reason: str, advice: str, told: str) -> None:
        super().__init__(f"{path} {reason}{advice} ({told}).")
        self.reason = reason
        """The same without where, for those whose machine it is not."""
