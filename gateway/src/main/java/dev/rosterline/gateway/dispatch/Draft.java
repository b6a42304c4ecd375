package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.reply.Expected;
import dev.rosterline.scim.json.Leniency;
import java.util.Set;

/** What a write asks for, valid as far as that needs no state; not yet a command on the log. */
public record Draft(ScimId resource, Command command, Set<Leniency> leniencies, Expected expected) {

  public Draft {
    leniencies = Set.copyOf(leniencies);
  }

  /** A retry means the resource that its first attempt may have made. */
  Draft of(ScimId other) {
    return new Draft(other, command, leniencies, expected);
  }
}
