#!/bin/sh
# The Telegram conversation through telemelya, a server that nobody here wrote: it is installed,
# with the Redis and S3 it needs, into a venv of its own, and listens on loopback only.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    "telemelya==0.2.2" "fakeredis>=2.40" "moto[server]>=5"

POISED_TELEMELYA="$work/venv/bin" "$python" -m pytest -q -m telemelya tests/e2e "$@"
