package dev.rosterline.local;

import dev.rosterline.local.broker.Node;
import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** Every port of a local system, all of them counted from one base. */
record PortPlan(int base, int gateways, int processors, int brokers) {

  static final int MOST_BROKERS = 5;

  /** The distance from the base to the highest port. */
  static final int SPAN = 499 + 2 * MOST_BROKERS;

  int gateway(int instance) {
    return base + instance - 1;
  }

  int gatewayManagement(int instance) {
    return base + 100 + instance;
  }

  int audit() {
    return base + 200;
  }

  int auditManagement() {
    return base + 210;
  }

  int processorManagement(int instance) {
    return base + 300 + instance;
  }

  int postgres() {
    return base + 400;
  }

  int kafka(int instance) {
    return base + 498 + 2 * instance;
  }

  int kafkaController(int instance) {
    return kafka(instance) + 1;
  }

  List<Node> nodes() {
    return IntStream.rangeClosed(1, brokers)
        .mapToObj(i -> new Node(i, kafka(i), kafkaController(i)))
        .toList();
  }

  /** All ports with what they are for. */
  SequencedMap<Integer, String> all() {
    var all = new LinkedHashMap<Integer, String>();
    for (var i = 1; i <= gateways; i++) {
      all.put(gateway(i), "gateway-" + i);
      all.put(gatewayManagement(i), "management of gateway-" + i);
    }
    all.put(audit(), "audit-service");
    all.put(auditManagement(), "management of audit-service");
    for (var i = 1; i <= processors; i++) {
      all.put(processorManagement(i), "management of processor-" + i);
    }
    all.put(postgres(), "PostgreSQL");
    for (var i = 1; i <= brokers; i++) {
      all.put(kafka(i), "Kafka's broker " + i);
      all.put(kafkaController(i), "Kafka's controller " + i);
    }
    return all;
  }

  /** Refuses before anything is started when a port is taken. */
  void requireFree() {
    all()
        .forEach(
            (port, user) -> {
              if (isTaken(port)) {
                throw new LocalException(
                    "port %d, needed by %s, is taken; --port-base N moves all ports (now %d)"
                        .formatted(port, user, base));
              }
            });
  }

  private static boolean isTaken(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
