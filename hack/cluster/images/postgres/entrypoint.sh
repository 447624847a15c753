#!/bin/sh
# Makes a database where the data directory is empty, and becomes the server.
set -eu

: "${POSTGRES_USER:=postgres}" "${POSTGRES_DB:=$POSTGRES_USER}"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    : "${POSTGRES_PASSWORD:?set it to the password of the user $POSTGRES_USER}"
    password=$(mktemp)
    printf '%s\n' "$POSTGRES_PASSWORD" > "$password"
    initdb --pgdata="$PGDATA" --username="$POSTGRES_USER" --pwfile="$password" --encoding=UTF8 --locale=C.UTF-8 \
        --auth-local=trust --auth-host=scram-sha-256
    rm "$password"
    echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
    if [ "$POSTGRES_DB" != postgres ]; then
        echo "CREATE DATABASE \"$POSTGRES_DB\"" | postgres --single -D "$PGDATA" postgres
    fi
fi

if [ "${1:-postgres}" = postgres ]; then
    [ "$#" -eq 0 ] || shift
    # 64 MB is what /dev/shm has in a container: parallel queries take their memory elsewhere.
    exec postgres -c listen_addresses='*' -c dynamic_shared_memory_type=mmap "$@"
fi
exec "$@"
