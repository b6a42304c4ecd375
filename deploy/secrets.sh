#!/bin/sh
# Makes each secret once, into the volume that only the containers see.
set -eu
umask 077
for name in postgres owner gateway processor audit audit-key admin; do
  file=/secrets/$name
  [ -s "$file" ] || head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$file"
done
# The services run as a user of their own.
chown -R 10001 /secrets
chmod 0755 /secrets
chmod 0444 /secrets/*
