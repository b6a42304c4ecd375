#!/usr/bin/env bash
# Creates the topics that are not there yet, as dev.rosterline.contract.Topics defines them.
#   BOOTSTRAP_SERVERS  brokers (localhost:9092)
#   REPLICATION        copies of each record (1; take 3 in production, with min.insync.replicas=2 on the brokers)
#   COMMAND_CONFIG     a file of client settings, where the brokers want TLS or a login
set -euo pipefail

brokers=${BOOTSTRAP_SERVERS:-localhost:9092}
tool=${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}
day=86400000

create() {
  local topic=$1 partitions=$2 setting settings=()
  shift 2
  for setting in "$@" compression.type=producer; do settings+=(--config "$setting"); done
  "$tool" --bootstrap-server "$brokers" ${COMMAND_CONFIG:+--command-config "$COMMAND_CONFIG"} \
    --create --if-not-exists --topic "$topic" --partitions "$partitions" \
    --replication-factor "${REPLICATION:-1}" "${settings[@]}"
}

# The number of partitions is part of the contract: changing it breaks the order per key.
kept() { create "$1" "$2" cleanup.policy=delete "retention.ms=$3"; }

kept rosterline.commands.v1 24 $((7 * day))
kept rosterline.commands-urgent.v1 24 $day
kept rosterline.replies.v1 12 600000
kept rosterline.outcomes.v1 24 $((30 * day))
kept rosterline.membership-events.v1 24 $((30 * day))
create rosterline.membership-state.v1 24 cleanup.policy=compact "delete.retention.ms=$((7 * day))" min.cleanable.dirty.ratio=0.1
kept rosterline.commands-parked.v1 24 $((30 * day))
