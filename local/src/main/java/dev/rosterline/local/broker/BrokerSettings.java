package dev.rosterline.local.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a broker that is alone: KRaft with broker and controller in one process, every
 * replica count 1.
 */
record BrokerSettings(Path directory, int port, int controllerPort) {

  String toProperties() {
    var settings = new TreeMap<String, String>();
    settings.putAll(node());
    settings.putAll(alone());
    settings.putAll(groups());
    settings.putAll(frugal());
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private Map<String, String> node() {
    return Map.of(
        "process.roles", "broker,controller",
        "node.id", "1",
        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
        "controller.listener.names", "CONTROLLER",
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs", directory.toString().replace("\\", "/"),
        "auto.create.topics.enable", "false");
  }

  private static Map<String, String> alone() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "8",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "8",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "default.replication.factor", "1",
        "min.insync.replicas", "1");
  }

  /**
   * Four seconds until a killed processor's partitions move on; Kafka's own default is 45. Seven
   * heartbeats have to be missed.
   */
  private static Map<String, String> groups() {
    return Map.of(
        "group.consumer.min.session.timeout.ms", "4000",
        "group.consumer.session.timeout.ms", "4000",
        "group.consumer.min.heartbeat.interval.ms", "500",
        "group.consumer.heartbeat.interval.ms", "500",
        "group.min.session.timeout.ms", "6000",
        "group.initial.rebalance.delay.ms", "0");
  }

  /**
   * Kafka's defaults reserve more for one compactor than this broker has heap to spare, and after a
   * kill -9 its successor waits until the old registration has expired.
   */
  private static Map<String, String> frugal() {
    return Map.of(
        "log.cleaner.dedupe.buffer.size",
        "16777216",
        "log.index.size.max.bytes",
        "2097152",
        "num.network.threads",
        "2",
        "num.io.threads",
        "4",
        "num.recovery.threads.per.data.dir",
        "2",
        "broker.session.timeout.ms",
        "4000",
        "broker.heartbeat.interval.ms",
        "500");
  }
}
