#!/bin/sh
# The first start of PostgreSQL: the application's database, and the role that owns its schemas.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -v password="$(cat /secrets/owner)" <<'SQL'
create role rosterline_owner login createrole password :'password';
create database rosterline owner rosterline_owner;
SQL
