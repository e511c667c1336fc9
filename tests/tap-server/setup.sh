#!/usr/bin/env bash
# Sets up and starts a real TAP 1.1 server for tests/ServerTests: GAVO DaCHS and PostgreSQL from Debian's packages,
# on the loopback interface only. Needs Debian and root, but not systemd. Takes one to three minutes the first time, 30 s later; can be run again
# at any time, also after a run that failed.
#
#   setup.sh FOLDER     FOLDER holds any of csc.csv fermilpsc.csv chanmaster.csv fp_psc.csv gaia_source.csv, each with a header
#                       line of column names; columns missing in a file are null, tables without a file are empty.
#
# The tables have the names that HEASARC, IRSA and ESA use: csc, fermilpsc, chanmaster, fp_psc (also with their schema:
# heasarc.csc, irsa.fp_psc) and gaiadr3.gaia_source.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"

[ "$(id -u)" = 0 ] || fail "setup.sh needs root: it installs packages and runs a database"
command -v apt-get >/dev/null || fail "setup.sh needs Debian: the server comes from its packages"
[ $# = 1 ] && [ -d "$1" ] || fail "usage: setup.sh FOLDER_WITH_CSV_FILES"
data=$(cd "$1" && pwd)
: >"$log"

"$here/stop.sh"
if answers; then fail "another server answers at $base_url: stop it first"; fi

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    local missing=()
    for package in curl postgresql gavodachs2-server; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    if [ ${#missing[@]} = 0 ]; then
        start_postgres
        return
    fi

    quietly apt-get -qq update
    local install=(apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends)
    # The configuration step of gavodachs2-server creates the database: it needs the server's settings, a running PostgreSQL and
    # pgsphere's script mended. If an earlier run failed in that step, apt repeats it whatever is installed next.
    cp "$here/gavo.rc" /etc/gavo.rc
    if compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; then
        mend_pgsphere
        start_postgres
    fi
    quietly "${install[@]}" curl postgresql
    start_postgres
    quietly "${install[@]}" "postgresql-$(postgres_version)-pgsphere"
    mend_pgsphere
    quietly "${install[@]}" gavodachs2-server
}

# PostgreSQL 15.20 and later refuse pgsphere's script ("commutator operator @> is already the commutator of operator <@"): it names
# the wrong commutators and negators for <@ and @>. They are hints to the planner; without them the script loads, and the indexes work.
mend_pgsphere() {
    local script
    for script in /usr/share/postgresql/*/extension/pg_sphere--*.sql; do
        [ -f "$script" ] || continue
        sed -i -E "/^ *(COMMUTATOR|NEGATOR) *= *'?!?(@>|<@)'? *,? *$/d" "$script"
    done
}

# The data are copies that can be loaded again at any time, so speed matters more than durability.
relax_durability() {
    local setting
    for setting in fsync full_page_writes synchronous_commit; do
        (cd / && quietly as_postgres psql -qc "alter system set $setting = off")
    done
    (cd / && quietly as_postgres psql -qc 'select pg_reload_conf()')
}

create_tables() {
    cp "$here/gavo.rc" /etc/gavo.rc
    local schema
    for schema in heasarc irsa gaiadr3; do
        rm -rf "/var/gavo/inputs/$schema"
        cp -r "$here/resources/$schema" /var/gavo/inputs/
        chown -R dachsroot:gavo "/var/gavo/inputs/$schema"
        quietly runuser dachsroot -c "cd /var/gavo/inputs && dachs imp $schema/q"
    done
}

load_tables() {
    local table file columns
    for table in heasarc.csc heasarc.fermilpsc heasarc.chanmaster irsa.fp_psc gaiadr3.gaia_source; do
        file=$data/${table#*.}.csv
        [ -f "$file" ] || continue
        columns=$(head -n 1 "$file" | tr -d '\r')
        sql "copy $table ($columns) from stdin (format csv, header)" "analyze $table" <"$file" ||
            fail "$file can't be loaded: its header line may only name columns that resources/${table%.*}/q.rd defines"
        echo "  $table: $(sql "copy (select count(*) from $table) to stdout" </dev/null) rows"
    done
}

# DaCHS looks up a name without a schema as public.NAME in its list of tables, PostgreSQL in the role's search path.
allow_bare_names() {
    local schema table role statements=()
    for table in heasarc.csc heasarc.fermilpsc heasarc.chanmaster irsa.fp_psc; do
        schema=${table%.*} table=${table#*.}
        statements+=("delete from dc.tablemeta where tablename = 'public.$table'")
        statements+=("insert into dc.tablemeta (tablename, sourcerd, adql) values ('public.$table', '$schema/q', false)")
    done
    for role in untrusted gavo gavoadmin; do
        statements+=("alter role $role set search_path = public, heasarc, irsa")
    done
    sql "${statements[@]}" </dev/null
}

install_packages
relax_durability
create_tables
load_tables
allow_bare_names
"$here/start.sh"
