#!/bin/sh
# Reads each secret VAR from the file that VAR_FILE names, then becomes the service.
set -eu
for name in ROSTERLINE_DB_OWNER_PASSWORD ROSTERLINE_DB_PASSWORD ROSTERLINE_AUDIT_KEY ROSTERLINE_ADMIN_PASSWORD; do
  eval "file=\${${name}_FILE:-}"
  if [ -n "$file" ]; then
    export "$name=$(cat "$file")"
  fi
done
exec java -Xmx256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -jar /app/service.jar
