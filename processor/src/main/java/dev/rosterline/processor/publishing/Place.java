package dev.rosterline.processor.publishing;

import dev.rosterline.contract.Topics;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition of either command topic as one number: those of the urgent topic are counted on
 * behind the ordered ones. So offset rows, outcome rows and ids of events keep both apart, and
 * everything that goes by partition serves both.
 */
public final class Place {

  private Place() {}

  public static int of(TopicPartition where) {
    return of(where.topic(), where.partition());
  }

  public static int of(String topic, int partition) {
    return topic.equals(Topics.COMMANDS_URGENT) ? partition + Topics.PARTITIONS : partition;
  }

  public static boolean isUrgent(int place) {
    return place >= Topics.PARTITIONS;
  }

  public static String topic(int place) {
    return isUrgent(place) ? Topics.COMMANDS_URGENT : Topics.COMMANDS;
  }

  /** The number Kafka knows it by. */
  public static int partition(int place) {
    return place % Topics.PARTITIONS;
  }

  public static TopicPartition where(int place) {
    return new TopicPartition(topic(place), partition(place));
  }
}
