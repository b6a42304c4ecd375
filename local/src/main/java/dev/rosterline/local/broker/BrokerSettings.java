package dev.rosterline.local.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a broker: KRaft with broker and controller in one process, as many replicas as
 * there are brokers, three at most, of which one may be missing.
 */
record BrokerSettings(Path directory, Node node, List<Node> all) {

  private static final int MOST_REPLICAS = 3;

  static int replicas(int brokers) {
    return Math.min(brokers, MOST_REPLICAS);
  }

  String toProperties() {
    var settings = new TreeMap<String, String>();
    settings.putAll(identity());
    settings.putAll(replication());
    settings.putAll(groups());
    settings.putAll(frugal());
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private Map<String, String> identity() {
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(node.id()),
        "controller.quorum.voters",
        all.stream().map(Node::voter).collect(Collectors.joining(",")),
        "listeners",
        "PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d".formatted(node.address(), node.controllerPort()),
        "advertised.listeners",
        "PLAINTEXT://" + node.address(),
        "controller.listener.names",
        "CONTROLLER",
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs",
        directory.toString().replace("\\", "/"),
        "auto.create.topics.enable",
        "false");
  }

  private Map<String, String> replication() {
    var replicas = Integer.toString(replicas(all.size()));
    var inSync = Integer.toString(Math.max(1, replicas(all.size()) - 1));
    return Map.of(
        "offsets.topic.replication.factor", replicas,
        "offsets.topic.num.partitions", "8",
        "transaction.state.log.replication.factor", replicas,
        "transaction.state.log.min.isr", inSync,
        "transaction.state.log.num.partitions", "8",
        "share.coordinator.state.topic.replication.factor", replicas,
        "share.coordinator.state.topic.min.isr", inSync,
        "default.replication.factor", replicas,
        "min.insync.replicas", inSync);
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
