#!/usr/bin/env bash
# Starts the server that setup.sh installed, which takes about 5 s, and prints its base URL. Does nothing if it is already running.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"

command -v dachs >/dev/null || fail "there is no server yet: run setup.sh first"
if ! answers; then
    start_postgres
    cd /
    setsid dachs serve start -f >"$state/server.log" 2>&1 </dev/null &
    echo $! >"$state/pid"
    for _ in $(seq 300); do
        kill -0 "$(cat "$state/pid")" 2>/dev/null || fail "the server ended while it started: see $state/server.log"
        answers && break
        sleep 0.1
    done
    answers || fail "the server does not answer after 30 s: see $state/server.log"
fi
echo "$base_url"
