#!/usr/bin/env bash
# Runs once, when the database cluster is made: the database, and the role that owns and migrates it. The services make
# their own roles, with the passwords they are given.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$(cat "$ROSTERLINE_DB_OWNER_PASSWORD_FILE")" -U "$POSTGRES_USER" -d postgres <<'SQL'
create role rosterline_owner login createrole password :'password';
create database rosterline owner rosterline_owner;
SQL
