"""HEAD answered as GET is, without the body: what link checkers and previews ask first."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASKED = "cuttings.head"
"""What the scope of such a request holds: who makes a long body can do without."""


class Heads:
    """ASGI middleware that lets every page answer HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the page as GET, and keep its body back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET", ASKED: True}, receive, without_body)
