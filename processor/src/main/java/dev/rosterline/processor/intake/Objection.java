package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.groups.GroupDecider;
import dev.rosterline.processor.members.UserDecider;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a command that the database objects to: refused or parked. */
final class Objection {

  private static final Logger LOG = LoggerFactory.getLogger(Objection.class);

  private Objection() {}

  static Decided to(Item item, Decided wanted, Throwable fault, Instant now) {
    boolean taken = fault instanceof NameTakenException || Sql.isUniqueViolation(fault);
    if (taken && item instanceof Item.Readable readable) {
      var operation = Operations.of(readable.envelope().command());
      String subject = wanted.outcome().subject();
      Verdict verdict =
          readable.envelope().resourceType().equals("Group")
              ? GroupDecider.nameTaken(operation, subject)
              : UserDecider.nameTaken(operation, subject);
      return DecidedFactory.of(readable, verdict, List.of(), null, now);
    }
    LOG.error(
        "command={} partition={} offset={} cannot be stored, parked on {}; later commands continue",
        item.id(),
        item.partition(),
        item.offset(),
        Topics.COMMANDS_PARKED,
        fault);
    var envelope = item instanceof Item.Readable readable ? readable.envelope() : null;
    return DecidedFactory.parked(
        CommandReader.poison(item.source(), envelope, "cannot be stored: " + fault.getMessage()),
        now);
  }
}
