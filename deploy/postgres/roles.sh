#!/bin/sh
# Once, when the data volume is empty: a role for the product and one for Temporal, each owning its own databases only.
set -eu

psql --username postgres --dbname postgres --set ON_ERROR_STOP=1 \
  --set rujukan="$(cat /run/secrets/rujukan_password)" \
  --set temporal="$(cat /run/secrets/temporal_password)" <<'SQL'
CREATE ROLE rujukan LOGIN PASSWORD :'rujukan';
CREATE DATABASE rujukan OWNER rujukan;
REVOKE ALL ON DATABASE rujukan FROM PUBLIC;
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal';
SQL
