"""A form with files as it comes in: little of it is ever in memory, and never more than allowed is read."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from fastapi import HTTPException
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from app.web import wording

FILES = 50
"""Files that one form may carry."""
_FIELDS = 20
_UNREADABLE = "The form that was sent cannot be read."
_DRAINED = 4
"""How many times the limit is read, and thrown away, before the connection is cut: browsers show no answer
to a form that they could not send to its end."""


@asynccontextmanager
async def form(request: Request, limit: int, text_limit: int) -> AsyncIterator[FormData]:
    """The fields and files of a form; the files are gone when the context ends.

    Raises HTTPException 413 where all of it is larger than `limit`, or one field than `text_limit`.
    """
    if "multipart/form-data" not in request.headers.get("Content-Type", ""):
        raise HTTPException(415, "Only the forms of the page for adding articles are read here.")
    if _announced(request) > limit:
        await _drain(request.stream(), limit)
        raise _too_large(limit)
    parser = MultiPartParser(
        request.headers,
        _counted(request.stream(), limit),
        max_files=FILES,
        max_fields=_FIELDS,
        max_part_size=text_limit,
    )
    with _told(text_limit):
        found = await parser.parse()
    try:
        yield found
    finally:
        await found.close()


def _announced(request: Request) -> int:
    told = request.headers.get("Content-Length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else 0


async def _counted(stream: AsyncIterator[bytes], limit: int) -> AsyncGenerator[bytes, None]:
    read = 0
    async for part in stream:
        read += len(part)
        if read > limit:
            await _drain(stream, limit)
            raise _too_large(limit)
        yield part


async def _drain(stream: AsyncIterator[bytes], limit: int) -> None:
    read = 0
    async for part in stream:
        read += len(part)
        if read > _DRAINED * limit:
            return


@contextmanager
def _told(text_limit: int) -> Iterator[None]:
    try:
        yield
    except MultiPartException as error:
        if "Too many files" in error.message:
            raise HTTPException(413, f"At most {FILES} files can be sent at a time.") from error
        if "exceeded maximum size" in error.message:
            raise HTTPException(413, f"At most {wording.size(text_limit)} of text can be pasted.") from error
        raise HTTPException(400, _UNREADABLE) from error
    except ValueError as error:  # in what it says of its encoding
        raise HTTPException(400, _UNREADABLE) from error


def _too_large(limit: int) -> HTTPException:
    return HTTPException(413, f"At most {wording.size(limit)} can be sent at a time, all files together.")
