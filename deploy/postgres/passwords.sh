#!/bin/sh
# Sets the password of every service's three roles from the environment (UPLOAD_OWNER_PASSWORD and so on). Runs once, after
# bootstrap.sql, when the PostgreSQL container initialises an empty volume. A missing variable stops the initialisation.
set -eu

for schema in upload orchestration extraction usage export; do
    for suffix in owner app service; do
        role="${schema}_${suffix}"
        variable="$(printf '%s_PASSWORD' "$role" | tr '[:lower:]' '[:upper:]')"
        password="$(printenv "$variable")" || { echo "$variable is not set" >&2; exit 1; }
        psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -v role="$role" -v password="$password" <<'SQL'
ALTER ROLE :"role" PASSWORD :'password';
SQL
    done
done
