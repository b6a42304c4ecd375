package dev.rosterline.processor.erasure;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.processor.erasure.TraceStore.Person;
import dev.rosterline.processor.erasure.TraceStore.Report;
import dev.rosterline.processor.publishing.CommandPublisher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Takes a manager who is to be forgotten from the documents of others that name them, by commands:
 * a member is written by the owner of their partition only. The id goes with the name, so that
 * those who erase what is said of the change find it.
 */
@Component
class ManagerNames {

  private static final String PATH =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";

  private final TraceStore traces;
  private final CommandPublisher commands;

  ManagerNames(TraceStore traces, CommandPublisher commands) {
    this.traces = traces;
    this.commands = commands;
  }

  /** Whether there were any: they are looked for again. */
  boolean drop(Person person, Collection<String> ids, Collection<String> names) {
    List<String> lower = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    List<Report> reports = traces.reports(person, ids, lower);
    try {
      commands.publish(reports.stream().map(report -> command(person, report)).toList());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return !reports.isEmpty();
  }

  /**
   * Within a minute the same command, whichever processor sends it. Whoever has another manager
   * meanwhile has another version, and keeps them.
   */
  private static CommandEnvelope command(Person person, Report report) {
    Instant now = Instant.now();
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    patch.addObject().put("op", "remove").put("path", PATH);
    return new CommandEnvelope(
        Ids.derived(
            now.truncatedTo(ChronoUnit.MINUTES),
            report.member(),
            person.member().getLeastSignificantBits() + report.version()),
        new AccountId(person.account()),
        new ScimId(report.scimId()),
        0,
        new Command.PatchUser(patch, "W/\"" + report.version() + "\""),
        Source.SYSTEM,
        now,
        null,
        List.of(),
        null,
        null);
  }
}
