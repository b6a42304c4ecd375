package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.members.MemberKeys.InAccount;
import dev.rosterline.processor.members.MemberKeys.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The people a batch touches, as they are after the commands decided so far. */
public final class Members implements NameLookup {

  /** What the account table says by default; for an account that it does not know. */
  private static final Duration DEFAULT_GRACE = Duration.ofDays(30);

  private final Map<InAccount, Member> stored = new HashMap<>();
  private final Map<InAccount, Member> current = new LinkedHashMap<>();
  private final Map<ScimId, Member> byScimId = new HashMap<>();
  private final Map<Name, Member> holders = new HashMap<>();
  private final Map<Name, List<Member>> pending = new HashMap<>();
  private final Map<AccountId, Duration> graces = new HashMap<>();
  private final List<Returned> returned = new ArrayList<>();

  /** A person who came back under a new SCIM id; their old memberships end. */
  record Returned(AccountId account, MemberId member, ScimId scimId) {}

  void loaded(Member member) {
    if (stored.putIfAbsent(key(member), member) == null) {
      index(member);
    }
  }

  void grace(AccountId account, Duration grace) {
    graces.put(account, grace);
  }

  public Duration grace(AccountId account) {
    return graces.getOrDefault(account, DEFAULT_GRACE);
  }

  public @Nullable Member provisioned(AccountId account, ScimId id) {
    Member member = byScimId.get(id);
    return member != null && member.account().equals(account) ? member : null;
  }

  public @Nullable Member member(AccountId account, MemberId id) {
    return current.get(new InAccount(account, id));
  }

  @Override
  public @Nullable Member holder(AccountId account, String userNameKey) {
    return holders.get(new Name(account, userNameKey));
  }

  /** Who returns when that name is created again: the one who left last. */
  public @Nullable Member pending(AccountId account, String userNameKey) {
    return pending.getOrDefault(new Name(account, userNameKey), List.of()).stream()
        .max(
            Comparator.comparing((Member member) -> Objects.requireNonNull(member.removalDueAt()))
                .thenComparing(member -> member.id().value()))
        .orElse(null);
  }

  public void apply(Member after) {
    Member before = current.get(key(after));
    if (before != null) {
      unindex(before);
      ScimId scimId = after.scimId();
      if (before.pending() && scimId != null) {
        returned.add(new Returned(after.account(), after.id(), scimId));
      }
    }
    index(after);
  }

  List<Member> inserted() {
    return current.values().stream()
        .filter(member -> !stored.containsKey(key(member)))
        .sorted(Comparator.comparing(member -> member.profile().userNameKey()))
        .toList();
  }

  List<Member> updated() {
    return current.values().stream()
        .filter(member -> stored.containsKey(key(member)) && stored.get(key(member)) != member)
        .sorted(Comparator.comparing(member -> member.id().value()))
        .toList();
  }

  List<Returned> returned() {
    return returned;
  }

  private void index(Member member) {
    current.put(key(member), member);
    ScimId scimId = member.scimId();
    Name name = name(member);
    if (scimId != null) {
      byScimId.put(scimId, member);
      holders.put(name, member);
    } else if (member.pending()) {
      pending.computeIfAbsent(name, _ -> new ArrayList<>()).add(member);
    }
  }

  private void unindex(Member member) {
    ScimId scimId = member.scimId();
    Name name = name(member);
    if (scimId != null) {
      byScimId.remove(scimId);
      holders.remove(name, member);
    } else if (member.pending()) {
      pending.getOrDefault(name, new ArrayList<>()).remove(member);
    }
  }

  private static InAccount key(Member member) {
    return new InAccount(member.account(), member.id());
  }

  private static Name name(Member member) {
    return new Name(member.account(), member.profile().userNameKey());
  }
}
