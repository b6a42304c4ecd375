package dev.rosterline.gateway.bulk;

import dev.rosterline.scim.bulk.BulkReferences;
import dev.rosterline.scim.bulk.BulkRequest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says which operations may begin. Never more run at once than errors are left before {@code
 * failOnErrors}, so that nothing was begun after the last error that the client allows.
 *
 * <p>Where operations wait for each other in a circle, one create goes ahead without its references
 * and is completed when what it refers to exists.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.7.1">RFC 7644, 3.7.1</a>
 */
final class BulkPlan {

  static final int MAX_RUNNING = 64;

  private final BulkRequest request;
  private final Dependencies dependencies;
  private final BitSet waiting = new BitSet();
  private final BitSet partly = new BitSet();
  private final BitSet over = new BitSet();
  private final Map<String, String> ids = new HashMap<>();
  private final Set<String> failed = new HashSet<>();
  private int running;
  private int errors;

  BulkPlan(BulkRequest request) {
    this.request = request;
    this.dependencies = new Dependencies(request.operations());
    waiting.set(0, request.operations().size());
  }

  /** Steps to begin now; each must be told to be over, or begun, before others can follow. */
  List<Step> next() {
    List<Step> steps = new ArrayList<>();
    int width = Math.min(MAX_RUNNING, request.failOnErrors() - errors);
    for (int i = partly.nextSetBit(0); i >= 0 && running < width; i = partly.nextSetBit(i + 1)) {
      begin(continuing(i), partly, steps);
    }
    for (int i = waiting.nextSetBit(0); i >= 0 && running < width; i = waiting.nextSetBit(i + 1)) {
      begin(starting(i), waiting, steps);
    }
    if (running == 0 && width > 0 && !(waiting.isEmpty() && partly.isEmpty())) {
      steps.add(breakCircle());
      running++;
    }
    return steps;
  }

  private void begin(@Nullable Step step, BitSet from, List<Step> steps) {
    if (step != null) {
      from.clear(step.index());
      running++;
      steps.add(step);
    }
  }

  /** A create without its references has been done, or what it made can be referred to. */
  void created(int index, String id) {
    String name = request.operations().get(index).bulkId();
    if (name != null) {
      ids.put(name, id);
    }
  }

  /** To be continued when the rest of what it refers to exists. */
  void halfDone(int index) {
    running--;
    partly.set(index);
  }

  void over(int index, boolean successful) {
    running--;
    over.set(index);
    if (!successful) {
      errors++;
      String name = request.operations().get(index).bulkId();
      if (name != null && !ids.containsKey(name)) {
        failed.add(name);
      }
    }
  }

  /** True when nothing runs and nothing more will be begun. */
  boolean isOver() {
    boolean stopped = errors >= request.failOnErrors();
    return running == 0 && (stopped || (waiting.isEmpty() && partly.isEmpty()));
  }

  /** Creates that were never completed. */
  BitSet halfDone() {
    return (BitSet) partly.clone();
  }

  private @Nullable Step starting(int index) {
    String name = unresolvable(index);
    if (name != null) {
      return new Step.Unresolved(index, name);
    }
    BitSet open = (BitSet) dependencies.before(index).clone();
    open.andNot(over);
    return open.isEmpty() && missing(index).isEmpty()
        ? new Step.Whole(index, Map.copyOf(ids))
        : null;
  }

  private @Nullable Step continuing(int index) {
    String name = unresolvable(index);
    if (name != null) {
      return new Step.Unresolved(index, name);
    }
    return missing(index).isEmpty() ? new Step.Completed(index, Map.copyOf(ids)) : null;
  }

  private @Nullable String unresolvable(int index) {
    String target = BulkReferences.name(request.operations().get(index).target());
    if (target != null && isUnresolvable(target)) {
      return target;
    }
    return dependencies.references(index).stream()
        .filter(this::isUnresolvable)
        .findFirst()
        .orElse(null);
  }

  private boolean isUnresolvable(String name) {
    return !dependencies.isMade(name) || failed.contains(name);
  }

  private Set<String> missing(int index) {
    return dependencies.references(index).stream()
        .filter(name -> !ids.containsKey(name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Nothing runs and nothing can: the first create that waits for itself goes ahead. */
  private Step breakCircle() {
    for (int i = waiting.nextSetBit(0); i >= 0; i = waiting.nextSetBit(i + 1)) {
      if (request.operations().get(i).isPost() && waitsForItself(i)) {
        waiting.clear(i);
        return new Step.Partly(i, Map.copyOf(ids), missing(i));
      }
    }
    BitSet stuck = waiting.isEmpty() ? partly : waiting;
    int first = stuck.nextSetBit(0);
    stuck.clear(first);
    return new Step.Unresolved(first, missing(first).stream().findFirst().orElse(""));
  }

  private boolean waitsForItself(int index) {
    BitSet seen = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(index));
    while (!open.isEmpty()) {
      for (String name : missing(open.removeLast())) {
        int post = dependencies.post(name);
        if (post == index) {
          return true;
        }
        if (!seen.get(post)) {
          seen.set(post);
          open.add(post);
        }
      }
    }
    return false;
  }
}
