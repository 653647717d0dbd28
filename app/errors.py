"""The few ways in which Cuttings refuses, each with a message that says what and where."""


class AppError(Exception):
    """Something a person can act on; its text is shown to them as it is."""


class BadInput(AppError):
    """A file, a parameter or a piece of metadata is not what it must be."""


class NotFound(AppError):
    """Nothing has, or ever had, the identifier or address asked for."""


class Gone(AppError):
    """The identifier was in use and what it named has been withdrawn; the text says why."""


class Refused(AppError):
    """A limit or a rule forbids what was asked."""


class ModelMissing(AppError):
    """A language model that extraction needs is not installed."""


class StoreOutOfDate(AppError):
    """The database was made by another version and has to be migrated first."""
