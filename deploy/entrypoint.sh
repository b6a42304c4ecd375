#!/bin/sh
# Starts a service. Where ROSTERLINE_X_FILE is set, ROSTERLINE_X is read from that file: no secret needs to stand in an
# environment that `docker inspect` shows. SPRING_KAFKA_X_FILE likewise: the login at Kafka holds a password.
set -eu

for name in $(env | sed -n 's/^\(\(ROSTERLINE\|SPRING_KAFKA\)_[A-Z0-9_]*\)_FILE=.*/\1/p'); do
  # These two name files for the service itself: a private key does not belong in an environment at all.
  case "$name" in ROSTERLINE_AUDIT_SIGNING_KEY | ROSTERLINE_AUDIT_PUBLIC_KEY) continue ;; esac
  file=""
  eval "file=\$${name}_FILE"
  eval "given=\${$name:-}"
  if [ -n "$given" ]; then
    echo "entrypoint: both $name and ${name}_FILE are set" >&2
    exit 64
  fi
  if [ ! -r "$file" ]; then
    echo "entrypoint: ${name}_FILE names $file, which cannot be read" >&2
    exit 66
  fi
  value=$(cat "$file")
  export "$name=$value"
  # Kafka's clients would take it for a setting of theirs.
  unset "${name}_FILE"
done

# Unique among the instances that run; a container's host name is.
: "${ROSTERLINE_INSTANCE:=${ROSTERLINE_SERVICE:-rosterline}-$(uname -n)}"
export ROSTERLINE_INSTANCE

# shellcheck disable=SC2086
exec java "-Xmx${ROSTERLINE_HEAP:-256m}" -XX:NewRatio=1 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED ${JAVA_OPTS:-} \
  -jar /opt/rosterline/app.jar
