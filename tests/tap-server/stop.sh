#!/usr/bin/env bash
# Stops the server that start.sh started. PostgreSQL keeps running, as other programs may use it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"

[ -f "$state/pid" ] || exit 0
pid=$(cat "$state/pid")
rm -f "$state/pid"
# After a reboot, the process id may belong to another process.
tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q dachs || exit 0
kill "$pid"
for _ in $(seq 30); do
    kill -0 "$pid" 2>/dev/null || exit 0
    sleep 0.1
done
# The server waits for a running query, whose result nobody needs.
kill -KILL "$pid"
