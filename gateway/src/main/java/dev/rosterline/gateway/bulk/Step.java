package dev.rosterline.gateway.bulk;

import java.util.Map;
import java.util.Set;

/** What can be done next for an operation, told by its index. */
sealed interface Step {

  int index();

  /**
   * The operation as it was sent, references replaced.
   *
   * @param ids by the names that it refers to
   */
  record Whole(int index, Map<String, String> ids) implements Step {}

  /** A create in a circle: without its references to what does not exist yet. */
  record Partly(int index, Map<String, String> ids, Set<String> omitted) implements Step {}

  /** The rest of a create in a circle: a PUT of the whole, now that all exists. */
  record Completed(int index, Map<String, String> ids) implements Step {}

  /** It refers to something that will never exist. */
  record Unresolved(int index, String name) implements Step {}
}
