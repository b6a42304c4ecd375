package dev.rosterline.processor.intake;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.members.Member;
import dev.rosterline.scim.schema.MatchingKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members a batch is about, as they stand after the commands decided so far. */
final class Batch {

  private final Map<MemberId, Member> members = new HashMap<>();
  private final Map<ScimId, MemberId> byScimId = new HashMap<>();
  private final Map<Member.NameKey, MemberId> byName = new HashMap<>();
  private final Map<MemberId, Member> inserted = new LinkedHashMap<>();
  private final Map<MemberId, Member> updated = new LinkedHashMap<>();

  static Member.NameKey nameKey(CommandEnvelope envelope, Command.CreateUser create) {
    String userName = create.document().path("userName").asString("");
    return new Member.NameKey(envelope.account(), MatchingKey.of(userName));
  }

  /** Takes up members as the database has them. */
  void load(List<Member> loaded) {
    loaded.stream().filter(member -> !members.containsKey(member.id())).forEach(this::index);
  }

  @Nullable Member provisioned(CommandEnvelope envelope) {
    MemberId id = byScimId.get(envelope.resource());
    Member member = id == null ? null : members.get(id);
    return member != null && member.account().equals(envelope.account()) ? member : null;
  }

  @Nullable Member named(Member.NameKey name) {
    MemberId id = byName.get(name);
    return id == null ? null : members.get(id);
  }

  @Nullable Member member(MemberId id) {
    return members.get(id);
  }

  void put(Member member) {
    Member before = members.get(member.id());
    if (before != null) {
      unindex(before);
    }
    index(member);
    if (before == null) {
      inserted.put(member.id(), member);
    } else {
      updated.put(member.id(), member);
    }
  }

  /** As they were created; what happened to them later in the batch is an update. */
  List<Member> inserted() {
    return List.copyOf(inserted.values());
  }

  List<Member> updated() {
    return List.copyOf(updated.values());
  }

  private void index(Member member) {
    members.put(member.id(), member);
    ScimId scimId = member.scimId();
    if (scimId != null) {
      byScimId.put(scimId, member.id());
      byName.put(member.nameKey(), member.id());
    } else if (member.removalDueAt() != null) {
      byName.putIfAbsent(member.nameKey(), member.id());
    }
  }

  private void unindex(Member member) {
    ScimId scimId = member.scimId();
    if (scimId != null) {
      byScimId.remove(scimId);
    }
    byName.remove(member.nameKey(), member.id());
  }
}
