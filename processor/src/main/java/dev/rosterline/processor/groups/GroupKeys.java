package dev.rosterline.processor.groups;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.schema.MatchingKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a batch wants to know of groups, gathered so that it is loaded at once. */
public final class GroupKeys {

  record Name(AccountId account, String key) {}

  final Map<ScimId, AccountId> groups = new LinkedHashMap<>();
  final Set<Name> names = new LinkedHashSet<>();
  final Map<ScimId, Set<UUID>> named = new HashMap<>();
  final Set<ScimId> replaced = new LinkedHashSet<>();

  public boolean isEmpty() {
    return groups.isEmpty();
  }

  public void want(CommandEnvelope envelope, @Nullable GroupIntent intent) {
    ScimId id = envelope.resource();
    groups.put(id, envelope.account());
    if (intent == null) {
      return;
    }
    var document = intent.document();
    if (document != null) {
      String name = document.path("displayName").asString("");
      names.add(new Name(envelope.account(), MatchingKey.of(name)));
    }
    Set<UUID> members = named.computeIfAbsent(id, _ -> new LinkedHashSet<>());
    for (RosterStep step : intent.steps()) {
      members.addAll(step.members());
      if (step instanceof RosterStep.Replace) {
        replaced.add(id);
      }
    }
  }

  AccountId account(ScimId group) {
    return Objects.requireNonNull(groups.get(group));
  }

  /** All SCIM ids that are named as members. */
  List<UUID> everyone() {
    return named.values().stream().flatMap(Set::stream).distinct().toList();
  }
}
