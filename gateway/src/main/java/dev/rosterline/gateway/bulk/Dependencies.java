package dev.rosterline.gateway.bulk;

import dev.rosterline.scim.bulk.BulkOperation;
import dev.rosterline.scim.bulk.BulkReferences;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
      BulkOperation operation = operations.get(i);
      BitSet waits = new BitSet();
      String target = operation.target();
      String made = BulkReferences.name(target);
      if (made != null && isMade(made)) {
        waits.set(post(made));
      }
      references.add(BulkReferences.names(operation.data()));
      Set<String> mentioned = new HashSet<>();
      BulkReferences.values(operation.data(), mentioned::add);
      mentioned.forEach(value -> waits.or(meaning.getOrDefault(value, new BitSet())));
      if (target != null) {
        waits.or(meaning.getOrDefault(target, new BitSet()));
        waits.or(mentioning.getOrDefault(target, new BitSet()));
        meaning.computeIfAbsent(target, _ -> new BitSet()).set(i);
      }
      int index = i;
      mentioned.forEach(value -> mentioning.computeIfAbsent(value, _ -> new BitSet()).set(index));
      before.add(waits);
    }
  }

  private void orderByName() {
    for (ResourceType type : ResourceType.values()) {
      BitSet changes = new BitSet();
      BitSet deletes = new BitSet();
      for (int i = 0; i < operations.size(); i++) {
        BulkOperation operation = operations.get(i);
        if (operation.type() != type || operation.error() != null) {
          continue;
        }
        switch (operation.method()) {
          case "POST" -> before.get(i).or(changes);
          case "DELETE" -> {
            changes.set(i);
            deletes.set(i);
          }
          default -> {
            before.get(i).or(deletes);
            changes.set(i);
          }
        }
      }
    }
  }
}
