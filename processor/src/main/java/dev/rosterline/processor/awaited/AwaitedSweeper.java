package dev.rosterline.processor.awaited;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Topics;
import dev.rosterline.processor.awaited.AwaitedStore.Awaited;
import dev.rosterline.processor.publishing.CommandPublisher;
import dev.rosterline.processor.publishing.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Sends a command for each group that names somebody for longer than a create can wait in the log:
 * they never come. The group's partition takes them out like anybody else, so that the activity
 * says who was no longer awaited, and where.
 */
@Component
class AwaitedSweeper {

  /** What the outcome is marked with. */
  static final String NOTE = "awaited-expired";

  private static final Logger LOG = LoggerFactory.getLogger(AwaitedSweeper.class);

  /** Beyond what clocks of gateways differ by. */
  private static final Duration CLOCKS = Duration.ofDays(1);

  private record Group(AccountId account, UUID group) {}

  private final AwaitedStore awaited;
  private final CommandPublisher commands;
  private final Progress progress;

  AwaitedSweeper(AwaitedStore awaited, CommandPublisher commands, Progress progress) {
    this.awaited = awaited;
    this.commands = commands;
    this.progress = progress;
  }

  @Scheduled(
      initialDelayString = "${rosterline.awaited.first:5m}",
      fixedDelayString = "${rosterline.awaited.interval:1h}")
  void expire() {
    try {
      Instant now = Instant.now();
      Awaited last = AwaitedStore.FIRST;
      List<Awaited> page;
      do {
        page = awaited.over(last, now.minus(Topics.kept(Topics.COMMANDS)), now.plus(CLOCKS));
        send(page, now);
        last = page.isEmpty() ? last : page.getLast();
      } while (!page.isEmpty());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("memberships of people who never came were not ended, tried again later", e);
    }
  }

  private void send(List<Awaited> page, Instant now) throws InterruptedException {
    Map<Group, List<UUID>> groups =
        page.stream()
            .collect(
                Collectors.groupingBy(
                    row -> new Group(row.account(), row.group()),
                    LinkedHashMap::new,
                    Collectors.mapping(Awaited::value, Collectors.toList())));
    List<CommandEnvelope> ours =
        groups.entrySet().stream()
            .map(group -> command(group.getKey(), group.getValue(), now))
            .filter(command -> progress.isOwned(command.partition()))
            .toList();
    if (!ours.isEmpty()) {
      commands.publish(ours);
      LOG.info("groups={} name people who never came; sent to be taken out", ours.size());
    }
  }

  /** Within an hour the same cause makes the same command, which is applied once. */
  private static CommandEnvelope command(Group group, List<UUID> values, Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    return new CommandEnvelope(
        Ids.derived(hour, group.group(), values.getFirst().getLeastSignificantBits()),
        group.account(),
        new ScimId(group.group()),
        0,
        new Command.PatchGroup(removal(values), null),
        Source.SYSTEM,
        now,
        null,
        List.of(NOTE),
        null,
        null);
  }

  private static ArrayNode removal(List<UUID> values) {
    ArrayNode operations = JsonMapper.shared().createArrayNode();
    for (UUID value : values) {
      operations.addObject().put("op", "remove").put("path", "members[value eq \"" + value + "\"]");
    }
    return operations;
  }
}
