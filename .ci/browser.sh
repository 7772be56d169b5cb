#!/bin/sh
# The page in a real browser: Debian's Chromium and its driver, and Selenium, which is laid beside
# the virtual environment and not into it. Everything listens on loopback only.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
python=${PYTHON:-.venv/bin/python}
command -v chromedriver > /dev/null || {
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends chromium chromium-driver > /dev/null
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m pip install --quiet --disable-pip-version-check --target "$work/selenium" \
    "selenium>=4.51,<5"
PYTHONPATH="$work/selenium" "$python" -m pytest -q -m chromium tests/e2e "$@"
