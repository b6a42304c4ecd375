package dev.rosterline.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Names, settings and keys of every topic; nobody builds a topic's name or key elsewhere. */
public final class Topics {

  /** What the gateway asks of the processor, keyed by {@link #resourceKey}. */
  public static final String COMMANDS = "rosterline.commands.v1";

  /**
   * Blocks ahead of a backlog: commands that are on {@link #COMMANDS} already, once more, under the
   * same key, partition and id.
   */
  public static final String COMMANDS_URGENT = "rosterline.commands-urgent.v1";

  /** Outcomes for waiting gateways; an accelerator, never the truth. Keyed by gateway instance. */
  public static final String REPLIES = "rosterline.replies.v1";

  /** Every outcome, refusals and gateway rejections too; keyed like the command. */
  public static final String OUTCOMES = "rosterline.outcomes.v1";

  /**
   * Public: what changed for a member, CloudEvents 1.0 in binary mode, keyed by {@link #memberKey};
   * and for a class, keyed by {@link #classKey}.
   */
  public static final String MEMBERSHIP_EVENTS = "rosterline.membership-events.v1";

  /** Public, compacted: the latest state of each member, a tombstone on removal. */
  public static final String MEMBERSHIP_STATE = "rosterline.membership-state.v1";

  /** What could not be processed, with why. */
  public static final String COMMANDS_PARKED = "rosterline.commands-parked.v1";

  /** Partitions of every topic about members or groups. Changing it breaks the order per key. */
  public static final int PARTITIONS = 24;

  public static final int REPLY_PARTITIONS = 12;

  /** W3C trace context of the request that caused a record. */
  public static final String HEADER_TRACEPARENT = "traceparent";

  /** Header prefix of CloudEvents attributes in binary mode. */
  public static final String HEADER_CLOUD_EVENT = "ce_";

  private static final String DAY = "86400000";
  private static final String WEEK = "604800000";
  private static final String MONTH = "2592000000";
  private static final String TEN_MINUTES = "600000";

  private Topics() {}

  /** One topic as it is created: retention and compaction are part of what it promises. */
  public record Definition(String name, int partitions, Map<String, String> settings) {

    public Definition {
      settings = Map.copyOf(settings);
    }
  }

  public static List<Definition> all() {
    return List.of(
        kept(COMMANDS, PARTITIONS, WEEK),
        kept(COMMANDS_URGENT, PARTITIONS, DAY),
        kept(REPLIES, REPLY_PARTITIONS, TEN_MINUTES),
        kept(OUTCOMES, PARTITIONS, MONTH),
        kept(MEMBERSHIP_EVENTS, PARTITIONS, MONTH),
        new Definition(
            MEMBERSHIP_STATE,
            PARTITIONS,
            Map.of(
                "cleanup.policy", "compact",
                "delete.retention.ms", WEEK,
                "min.cleanable.dirty.ratio", "0.1",
                "compression.type", "producer")),
        kept(COMMANDS_PARKED, PARTITIONS, MONTH));
  }

  /** How long records stay on a topic; zero where that is not a matter of time. */
  public static Duration kept(String name) {
    String milliseconds =
        all().stream()
            .filter(topic -> topic.name().equals(name))
            .map(topic -> topic.settings().getOrDefault("retention.ms", "0"))
            .findFirst()
            .orElseThrow();
    return Duration.ofMillis(Long.parseLong(milliseconds));
  }

  /** Key of a command and its outcome: {@code account:User:scimId}. */
  public static String resourceKey(AccountId account, String resourceType, ScimId id) {
    return account + ":" + resourceType + ":" + id;
  }

  /** Key of a membership event: {@code account:member:memberId}. */
  public static String memberKey(AccountId account, MemberId member) {
    return account + ":member:" + member;
  }

  /** Key of an event about a class: {@code account:class:groupId}. */
  public static String classKey(AccountId account, ScimId group) {
    return account + ":class:" + group;
  }

  private static Definition kept(String name, int partitions, String milliseconds) {
    return new Definition(
        name,
        partitions,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", milliseconds,
            "compression.type", "producer"));
  }
}
