"""Who is at a page: an authenticated random name in a cookie, and a token that proves the page.

The cookie is HttpOnly and SameSite=Strict; the token stands in the page itself, which no other
site can read, and must come back with everything that is sent. Nothing is stored for either.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from aiohttp import web

from bot.adapters.http_limits import same_secret

COOKIE = "poised"
COOKIE_S = 400 * 86_400
"""The longest life that browsers give a cookie."""
VISITOR_BYTES = 16
PROOF_HEX_DIGITS = 32
COOKIE_CHARS = 2 * VISITOR_BYTES + 1 + PROOF_HEX_DIGITS


class Sessions:
    """Makes and checks cookies and tokens with one secret."""

    def __init__(self, secret: bytes, path: str) -> None:
        self._secret = secret
        self._path = path

    def visitor(self, request: web.Request) -> str:
        """Tell whose cookie a request carries; "" where it has none of ours."""
        name, _, proof = request.cookies.get(COOKIE, "").partition(".")
        whole = len(name) + 1 + len(proof) == COOKIE_CHARS
        return name if whole and same_secret(proof, self._proof("cookie", name)) else ""

    def welcome(self, response: web.Response) -> str:
        """Give a new visitor a name and a cookie."""
        name = secrets.token_hex(VISITOR_BYTES)
        self.renew(response, name)
        return name

    def renew(self, response: web.Response, visitor: str) -> None:
        """Let a visitor's cookie live on."""
        response.set_cookie(
            COOKIE,
            f"{visitor}.{self._proof('cookie', visitor)}",
            max_age=COOKIE_S,
            path=self._path,
            httponly=True,
            samesite="Strict",
        )

    def token(self, visitor: str) -> str:
        """Give the token of a visitor's pages."""
        return self._proof("token", visitor)

    def holds(self, visitor: str, token: str) -> bool:
        """Whether a token is that of a visitor's pages."""
        return same_secret(token, self.token(visitor))

    def _proof(self, use: str, name: str) -> str:
        made = hmac.new(self._secret, f"page {use}\0{name}".encode(errors="replace"), sha256)
        return made.hexdigest()[:PROOF_HEX_DIGITS]
