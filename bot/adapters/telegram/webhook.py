"""Updates by webhook: the front, the secret, and an honest status."""

from __future__ import annotations

import logging

from aiohttp import web
from telegram import Bot

from bot.adapters.http_limits import BadRequest, read_body, same_secret
from bot.adapters.telegram.config import WEBHOOK_PATH, TelegramConfig, check_webhook
from bot.adapters.telegram.intake import LIMITS, UpdateIntake
from bot.adapters.telegram.texts import Texts
from bot.core.ports import Intake
from bot.errors import PoisedError

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
RETRY_AFTER_S = 1


def telegram_routes(
    config: TelegramConfig, intake: Intake, texts: Texts, bot: Bot
) -> list[web.RouteDef]:
    """The webhook. 2xx only after the intake's commit, 503 when nothing was taken.

    Raises Misconfigured without a public address or a strong secret.
    """
    check_webhook(config)
    reception = UpdateIntake(config, intake, texts, bot)

    async def updates(request: web.Request) -> web.Response:
        try:
            _authenticate(request, config.secret)
            await reception.take(await read_body(request, LIMITS))
        except BadRequest as refusal:
            log.info("update refused: %d %s", refusal.status, refusal.reason)
            return web.Response(status=refusal.status, text=refusal.reason)
        except PoisedError as error:
            return _again(error)
        except Exception as mistake:  # noqa: BLE001  (the last resort: ask again, quote nothing)
            return _again(mistake)
        return web.Response()

    return [web.post(WEBHOOK_PATH, updates)]


def _authenticate(request: web.Request, secret: str) -> None:
    if not same_secret(request.headers.get(HEADER, ""), secret):
        raise BadRequest(403, "wrong secret")


def _again(error: Exception) -> web.Response:
    log.warning("update not taken: %s", type(error).__name__)
    return web.Response(status=503, headers={"Retry-After": str(RETRY_AFTER_S)})
