#!/bin/sh
# Makes the secrets that are not there yet, a directory for each reader. Run again, it changes nothing.
# The uids are those of docker-compose.yml.
set -eu
cd "${1:?directory of the secrets}"
umask 077

random() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

# Every secret exists once under origin/, which root alone reads, and is copied to those who need it.
mkdir -p origin
for secret in superuser owner processor gateway audit audit-key admin; do
  if [ ! -s "origin/$secret" ]; then
    random > "origin/$secret.new"
    mv "origin/$secret.new" "origin/$secret"
  fi
done

hand() {
  reader=$1
  user=$2
  shift 2
  mkdir -p "$reader"
  for secret in "$@"; do cp "origin/$secret" "$reader/$secret"; done
  chown -R "$user" "$reader"
  chmod 500 "$reader"
  chmod 400 "$reader"/*
}

hand postgres postgres superuser owner
hand processor 10001 owner processor
hand audit-service 10002 owner audit audit-key
hand gateway 10003 owner gateway audit-key admin
chmod 711 .
