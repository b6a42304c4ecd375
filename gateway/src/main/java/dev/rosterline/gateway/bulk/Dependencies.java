package dev.rosterline.gateway.bulk;

import dev.rosterline.scim.bulk.BulkOperation;
import dev.rosterline.scim.bulk.BulkReferences;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What each operation waits for. Without a reason to wait, operations run side by side; the result
 * is the one that they would have in order:
 *
 * <ul>
 *   <li>a reference needs what it refers to, wherever that stands;
 *   <li>operations that mean one resource, or of which one means what the other mentions, stay in
 *       order;
 *   <li>a POST waits for changes of its type before it, a change for each DELETE: these may free
 *       the name that it wants.
 * </ul>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.7">RFC 7644, 3.7</a>
 */
final class Dependencies {

  private static final BitSet NONE = new BitSet();

  private final List<BulkOperation> operations;
  private final Map<String, Integer> posts = new HashMap<>();
  private final List<Set<String>> references = new ArrayList<>();
  private final List<BitSet> before = new ArrayList<>();

  Dependencies(List<BulkOperation> operations) {
    this.operations = operations;
    for (int i = 0; i < operations.size(); i++) {
      BulkOperation operation = operations.get(i);
      if (operation.isPost() && operation.error() == null) {
        posts.put(Objects.requireNonNull(operation.bulkId()), i);
      }
      references.add(BulkReferences.names(operation.data()));
      before.add(new BitSet());
    }
    orderByResource();
    orderByName();
  }

  /** Names that the data refers to. */
  Set<String> references(int index) {
    return references.get(index);
  }

  /** Operations that must be over. */
  BitSet before(int index) {
    return before.get(index);
  }

  boolean isMade(String name) {
    return posts.containsKey(name);
  }

  int post(String name) {
    return Objects.requireNonNull(posts.get(name));
  }

  private void orderByResource() {
    Map<String, BitSet> meaning = new HashMap<>();
    Map<String, BitSet> mentioning = new HashMap<>();
    for (int i = 0; i < operations.size(); i++) {
      BitSet waits = before.get(i);
      String target = operations.get(i).target();
      Set<String> mentioned = new HashSet<>();
      BulkReferences.values(operations.get(i).data(), mentioned::add);
      mentioned.forEach(value -> waits.or(meaning.getOrDefault(value, NONE)));
      if (target != null) {
        waits.or(meaning.getOrDefault(target, NONE));
        waits.or(mentioning.getOrDefault(target, NONE));
        meaning.computeIfAbsent(target, _ -> new BitSet()).set(i);
      }
      int index = i;
      mentioned.forEach(value -> mentioning.computeIfAbsent(value, _ -> new BitSet()).set(index));
      for (int earlier : waits.stream().filter(each -> needs(each, index)).toArray()) {
        waits.clear(earlier);
      }
      String made = BulkReferences.name(target);
      if (made != null && isMade(made)) {
        waits.set(post(made));
      }
    }
  }

  /** An operation that waits for a later one has given up its place in the order. */
  private boolean needs(int index, int wanted) {
    BitSet seen = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(index));
    while (!open.isEmpty()) {
      int next = open.removeLast();
      if (next == wanted) {
        return true;
      }
      BitSet more = (BitSet) before.get(next).clone();
      needed(next).forEach(more::set);
      more.andNot(seen);
      seen.or(more);
      more.stream().forEach(open::add);
    }
    return false;
  }

  /** What an operation refers to in its data or by its path. */
  private IntStream needed(int index) {
    String target = BulkReferences.name(operations.get(index).target());
    return Stream.concat(Stream.ofNullable(target), references.get(index).stream())
        .filter(this::isMade)
        .mapToInt(this::post);
  }

  private void orderByName() {
    Map<ResourceType, BitSet> changes = new EnumMap<>(ResourceType.class);
    Map<ResourceType, BitSet> deletes = new EnumMap<>(ResourceType.class);
    BitSet late = new BitSet();
    for (int i = 0; i < operations.size(); i++) {
      BulkOperation operation = operations.get(i);
      ResourceType type = operation.type();
      if (type == null || operation.error() != null) {
        continue;
      }
      BitSet waits = before.get(i);
      boolean post = operation.isPost();
      boolean delete = operation.method().equals("DELETE");
      if (!delete) {
        waits.or((post ? changes : deletes).getOrDefault(type, NONE));
      }
      int index = i;
      if (waits.intersects(late) || needed(i).anyMatch(other -> other > index)) {
        late.set(i);
      } else if (!post) {
        changes.computeIfAbsent(type, _ -> new BitSet()).set(i);
        if (delete) {
          deletes.computeIfAbsent(type, _ -> new BitSet()).set(i);
        }
      }
    }
  }
}
