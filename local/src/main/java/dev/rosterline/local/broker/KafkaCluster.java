package dev.rosterline.local.broker;

import dev.rosterline.local.datadir.DataDirectory;
import dev.rosterline.local.processes.Await;
import dev.rosterline.local.processes.Child;
import dev.rosterline.local.processes.LocalException;
import dev.rosterline.local.processes.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * One broker, or several that replicate: of three, each record is on all, and one that dies is
 * missed by nobody.
 */
public final class KafkaCluster {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final DataDirectory data;
  private final List<Node> nodes;
  private final List<Broker> brokers;

  public KafkaCluster(DataDirectory data, List<Node> nodes) {
    this.data = data;
    this.nodes = List.copyOf(nodes);
    this.brokers = nodes.stream().map(node -> new Broker(data, node, nodes)).toList();
  }

  public String bootstrapServers() {
    return nodes.stream().map(Node::address).collect(Collectors.joining(","));
  }

  /** Writes the settings of all, and formats the directories where that is still to be done. */
  public void prepare() {
    var before = formatted();
    if (before > 0 && before != brokers.size()) {
      throw new LocalException(
          "%s was made for --brokers %d: start as many again, or take another --data"
              .formatted(data.root(), before));
    }
    var clusterId = Uuid.randomUuid();
    brokers.forEach(broker -> broker.prepare(clusterId));
  }

  private int formatted() {
    var count = 0;
    while (new BrokerStorage(data.kafka(count + 1)).isFormatted()) {
      count++;
    }
    return count;
  }

  /**
   * Starts the processes without waiting for them. A broker that is alone is missed when it dies.
   */
  public List<Child> start(Supervisor supervisor) {
    var onDeath = brokers.size() == 1 ? Supervisor.OnDeath.REPORT : Supervisor.OnDeath.RESTART;
    return brokers.stream().map(broker -> supervisor.start(broker.launch(), onDeath)).toList();
  }

  /** Waits for the brokers and makes sure that every topic exists. */
  public void awaitReady(List<Child> children) {
    for (var i = 0; i < brokers.size(); i++) {
      Await.port(children.get(i), brokers.get(i).port(), START_LIMIT);
    }
    TopicCreator.createMissing(bootstrapServers(), BrokerSettings.replicas(nodes.size()));
  }
}
