"""The routes of the page: itself, its files, its stream, and what is sent from it.

A request counts when it comes from this machine, to our address, from our own page. Everything
else is 4xx and leaves no trace.
"""

from __future__ import annotations

import html
import ipaddress
import json
import logging
import re
from collections.abc import Callable
from functools import partial, wraps
from hashlib import sha256
from importlib.resources import files
from typing import Any

from aiohttp import web
from msgspec.structs import replace

from bot.adapters.browser.channel import BrowserChannel
from bot.adapters.browser.config import PATH, PLATFORM, WORDS, BrowserConfig
from bot.adapters.browser.entries import PageEntry, decode, encode
from bot.adapters.browser.frames import LIMITS, NUMBER_MAX, PageFrame, event_of, parse, sent_after
from bot.adapters.browser.sessions import Sessions
from bot.adapters.browser.streams import Stream, Streams, TooManyStreams
from bot.adapters.http_limits import BadRequest, check_headers, read_body
from bot.adapters.platform import Host
from bot.core.messages import Address, Inbound
from bot.core.ports import NewEntry, PersonId
from bot.errors import PoisedError, StoreUnavailable
from flows.engine.events import Edited, ZoneSeen

TOKEN_HEADER = "X-Poised-Token"  # noqa: S105  (the name of a header)
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""Headers of a proxy: behind one, whoever comes is not on this machine."""
AGREED_S = 210 * 86_400.0
STRANGER_S = 72 * 3600.0
"""Life of a transcript after the person's last act, with consent and before it (docs/privacy)."""
FILES = {
    "app.js": "text/javascript",
    "messages.js": "text/javascript",
    "connection.js": "text/javascript",
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z]{2})?")
DIGITS = re.compile(r"\d{1,16}")

log = logging.getLogger(__name__)
Handler = Callable[[web.Request, str], Any]


class Site:
    """Everything that is answered over HTTP."""

    def __init__(
        self, config: BrowserConfig, host: Host, channel: BrowserChannel, streams: Streams
    ) -> None:
        self._config, self._host = config, host
        self._channel, self._streams = channel, streams
        self._sessions = Sessions(host.button_secret, PATH)
        folder = files(__package__) / "files"
        self._files = {name: (folder / name).read_bytes() for name in FILES}
        self._template = (folder / "index.html").read_text("utf-8")

    def routes(self) -> list[web.RouteDef]:
        """Every route; 2xx for what was sent follows the intake's commit."""
        guarded = self._guarded
        return [
            web.get(PATH, self._page),
            web.get(f"{PATH}/files/{{name}}", guarded(self._file, known=False)),
            web.get(f"{PATH}/stream", guarded(self._stream)),
            web.post(f"{PATH}/frames", guarded(self._frame)),
            web.get(f"{PATH}/saved/{{message}}", guarded(self._saved)),
            web.get(f"{PATH}/pictures/{{key}}", guarded(self._picture)),
        ]

    def home(self) -> web.RouteDef:
        """The bare address leads to the page, where nothing else is served."""

        async def lead(_: web.Request) -> web.Response:
            return web.Response(status=302, headers={"Location": self._config.page})

        return web.get("/", lead)

    # --- who may ask ------------------------------------------------------------------------
    def _guarded(self, handler: Handler, *, known: bool = True) -> Any:
        """Answer only our own pages; with `known`, only those that have our cookie."""

        @wraps(handler)
        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                self._refuse_foreign(request)
                visitor = self._visitor(request) if known else ""
                response: web.StreamResponse = await handler(request, visitor)
            except BadRequest as refusal:
                log.info("request refused: %d %s", refusal.status, refusal.reason)
                response = web.Response(status=refusal.status)
            except PoisedError as error:
                log.warning("request not served: %s", type(error).__name__)
                response = web.Response(status=503, headers={"Retry-After": "1"})
            if not response.prepared:
                response.headers.update(HEADERS)
            return response

        return answer

    def _visitor(self, request: web.Request) -> str:
        """Whose page asks. Raises BadRequest."""
        if visitor := self._sessions.visitor(request):
            return visitor
        raise BadRequest(401, "no cookie of ours")

    def _refuse_foreign(self, request: web.Request) -> None:
        """Refuse what does not come from this machine, to us, from our page. Raises BadRequest."""
        check_headers(request.raw_headers, LIMITS)
        if not _is_here(request.remote) or any(name in request.headers for name in FORWARDED):
            raise BadRequest(403, "not from this machine")
        if request.headers.get("Host", "") != self._config.authority:
            raise BadRequest(403, "another host")
        if request.headers.get("Origin", self._config.origin) != self._config.origin:
            raise BadRequest(403, "another origin")
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise BadRequest(403, "another site")

    # --- the page and its files ---------------------------------------------------------------
    async def _page(self, request: web.Request) -> web.Response:
        """The page itself; whoever comes by another name of this machine is led to ours."""
        if request.headers.get("Host", "") != self._config.authority:
            return web.Response(status=302, headers={"Location": self._config.page})
        if not _is_here(request.remote) or any(name in request.headers for name in FORWARDED):
            return web.Response(status=403)
        response = web.Response(content_type="text/html", charset="utf-8", headers=HEADERS)
        response.headers["Cache-Control"] = "no-store"
        visitor = self._sessions.visitor(request)
        if visitor:
            self._sessions.renew(response, visitor)
        else:
            visitor = self._sessions.welcome(response)
        response.text = self._written(await self._language(request, visitor), visitor)
        return response

    def _written(self, language: str, visitor: str) -> str:
        """Put words and token into the template; both are escaped there and nowhere else."""
        words = {name: self._host.words(language, f"browser-page-{name}") for name in WORDS}
        page = {"token": self._sessions.token(visitor), "path": PATH, "words": words}
        known = {**words, "language": language, "page": json.dumps(page, ensure_ascii=False)}
        return re.sub(r"\{\{(\w+)\}\}", lambda m: html.escape(known[m[1]]), self._template)

    async def _language(self, request: web.Request, visitor: str) -> str:
        """The person's language; the browser's before they have one, or while nobody knows."""
        try:
            record = await self._host.known(_address(visitor))
        except PoisedError:
            record = None
        wanted = record.language if record else _first_language(request)
        known = self._host.words.languages
        near = (each for each in (wanted, wanted.partition("-")[0].lower()) if each in known)
        return next(near, known[0])

    async def _file(self, request: web.Request, _: str) -> web.Response:
        name = request.match_info["name"]
        if name not in self._files:
            raise BadRequest(404, "no such file")
        body = self._files[name]
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers=headers)
        response = web.Response(body=body, content_type=FILES[name], headers=headers)
        response.enable_compression()
        return response

    # --- what comes, and what goes --------------------------------------------------------------
    async def _stream(self, request: web.Request, visitor: str) -> web.StreamResponse:
        seen = request.headers.get("Last-Event-ID") or request.query.get("seen", "0")
        if not DIGITS.fullmatch(seen) or int(seen) > NUMBER_MAX:
            raise BadRequest(400, "no change of ours")
        page = self._named(visitor)
        try:
            with self._streams.opened(page) as queue:
                return await Stream(self._host.store, page, int(seen)).run(request, queue)
        except TooManyStreams:
            raise BadRequest(429, "too many streams") from None

    async def _frame(self, request: web.Request, visitor: str) -> web.Response:
        if "Origin" not in request.headers:
            raise BadRequest(403, "no origin")
        if request.content_type != "application/json":
            raise BadRequest(415, "not JSON")
        if not self._sessions.holds(visitor, request.headers.get(TOKEN_HEADER, "")):
            raise BadRequest(403, "not from our page")
        frame = parse(await read_body(request, LIMITS))
        await self._taken(frame, visitor, _first_language(request))
        return web.Response(status=204)

    async def _taken(self, frame: PageFrame, visitor: str, language: str) -> None:
        """Commit what a person did. Raises BadRequest, or PoisedError when it must come again."""
        address, page = _address(visitor), self._named(visitor)
        event = event_of(frame, self._host.button_secret, visitor)
        inbound = partial(Inbound, address=address, language=language)
        if isinstance(event, Edited):
            old = await self._own(page, frame.edits)
            name = f"{PLATFORM}||{frame.id}"
            await self._host.intake(inbound(name, event=event, sent=old.sent))
            new = replace(old, text=frame.text, edited=True)
            await self._write(page, NewEntry(encode(new), replaces=frame.edits))
        else:
            sent = sent_after(frame.seen)
            echoed = await self._echoed(page, frame, sent)
            await self._host.intake(inbound(f"{PLATFORM}||{frame.id}", event=event, sent=sent))
            if not echoed:
                raise StoreUnavailable("the words are not in the transcript yet")
        if frame.zone:
            zone = ZoneSeen(frame.zone)
            await self._host.intake(inbound(f"{PLATFORM}||{frame.id}|zone", event=zone))
        record = await self._host.known(address)
        agreed = record is not None and record.consent is not None
        await self._host.store.keep_transcript(page, AGREED_S if agreed else STRANGER_S)

    async def _echoed(self, page: PersonId, frame: PageFrame, sent: str) -> bool:
        """Put a person's words into the transcript, before any answer to them.

        A silent store must not keep the words from the intake, which listens for emergencies.
        """
        if not frame.text:
            return True
        entry = PageEntry("question", frame.text, mine=True, sent=sent, act=frame.id)
        try:
            await self._write(page, NewEntry(encode(entry), f"mine|{frame.id}"))
        except StoreUnavailable:
            return False
        return True

    async def _own(self, page: PersonId, message: int) -> PageEntry:
        """Read a person's own entry. Raises BadRequest."""
        found = (await self._host.store.transcript(page)).entries
        for each in found:
            entry = decode(each.body)
            if each.message == message and entry.mine:
                return entry
        raise BadRequest(400, "no message of theirs")

    async def _saved(self, request: web.Request, visitor: str) -> web.Response:
        """A file that was sent to this person."""
        for each in (await self._host.store.transcript(self._named(visitor))).entries:
            file = decode(each.body).file
            if str(each.message) == request.match_info["message"] and file:
                shown_as = {"Content-Disposition": f'attachment; filename="{file.name}"'}
                headers = {"Cache-Control": "no-store", **shown_as}
                return web.Response(body=file.body, content_type=file.media, headers=headers)
        raise BadRequest(404, "no such file")

    async def _picture(self, request: web.Request, visitor: str) -> web.Response:
        """A picture that was sent to this person, while this process still has it."""
        picture = self._channel.shown.get((self._named(visitor), request.match_info["key"]))
        if picture is None:
            raise BadRequest(404, "no such picture")
        headers = {"Cache-Control": "private, max-age=86400"}
        return web.Response(body=picture.body, content_type=picture.media, headers=headers)

    async def _write(self, page: PersonId, entry: NewEntry) -> None:
        await self._streams.write(page, entry, self._host.now())

    def _named(self, visitor: str) -> PersonId:
        return self._host.named(_address(visitor))


def _address(visitor: str) -> Address:
    return Address(PLATFORM, "", visitor, visitor)


def _first_language(request: web.Request) -> str:
    """The language that the browser asks for first."""
    found = LANGUAGE.match(request.headers.get("Accept-Language", ""))
    return found[0] if found else ""


def _is_here(remote: str | None) -> bool:
    """Whether an address is one of this machine's own."""
    try:
        return ipaddress.ip_address(remote or "").is_loopback
    except ValueError:
        return False
