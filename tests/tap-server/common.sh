# Sourced by setup.sh, start.sh and stop.sh: the locations of the test server and how to call its parts.
base_url=http://127.0.0.1:8080/tap
state=${TMPDIR:-/tmp}/psastroxmatch-tap-server
log=$state/setup.log
mkdir -p "$state"

fail() {
    echo "tap-server: $*" >&2
    exit 1
}

# Runs a command quietly; if it fails, prints the end of its output.
quietly() {
    "$@" >>"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        fail "'$*' failed; all of its output is in $log"
    }
}

as_postgres() { runuser -u postgres -- "$@"; }

# Runs SQL on the server's database in one transaction: statements as arguments, the data of a COPY on standard input.
sql() {
    local statements=()
    for statement in "$@"; do statements+=(-c "$statement"); done
    (cd / && as_postgres psql --quiet --single-transaction -v ON_ERROR_STOP=1 --dbname=gavo "${statements[@]}")
}

postgres_version() { ls /usr/lib/postgresql | sort -V | tail -n 1; }

# Debian's PostgreSQL has one cluster "main" per version; containers have no systemd that would have started it.
start_postgres() {
    local version
    version=$(postgres_version)
    pg_lsclusters -h | grep -q "^$version *main " || quietly pg_createcluster "$version" main
    pg_lsclusters -h | grep -q "^$version *main .*online" || quietly pg_ctlcluster "$version" main start
    for _ in $(seq 150); do
        (cd / && as_postgres psql -qtc 'select 1') >/dev/null 2>&1 && return
        sleep 0.2
    done
    fail "PostgreSQL $version does not answer after 30 s: see /var/log/postgresql"
}

answers() { curl --silent --fail --max-time 2 --output /dev/null "$base_url/availability"; }
