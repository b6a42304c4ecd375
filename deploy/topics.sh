#!/bin/sh
# Creates the topics as contract.Topics defines them. Run again, it changes nothing.
set -eu
broker=${1:?usage: topics.sh BOOTSTRAP_SERVER [REPLICATION_FACTOR]}
replication=${2:-1}
create() {
  name=$1
  partitions=$2
  shift 2
  set -- "$@" --config compression.type=producer
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$broker" --create --if-not-exists --topic "$name" \
    --partitions "$partitions" --replication-factor "$replication" "$@"
}
kept() { create "$1" "$2" --config cleanup.policy=delete --config retention.ms="$3"; }
kept rosterline.commands.v1 24 604800000
kept rosterline.commands-urgent.v1 24 86400000
kept rosterline.replies.v1 12 600000
kept rosterline.outcomes.v1 24 2592000000
kept rosterline.membership-events.v1 24 2592000000
create rosterline.membership-state.v1 24 --config cleanup.policy=compact --config delete.retention.ms=604800000 \
  --config min.cleanable.dirty.ratio=0.1
kept rosterline.commands-parked.v1 24 2592000000
