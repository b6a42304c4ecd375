package dev.rosterline.scim.json;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checked document in canonical spelling, without {@code id}, {@code meta} and {@code groups}.
 *
 * @param leniencies the deviations that were put right on the way
 */
public record ValidResource(ObjectNode document, Set<Leniency> leniencies) {

  public ValidResource {
    leniencies = Set.copyOf(leniencies);
  }
}
