package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.members.MemberKeys.InAccount;
import dev.rosterline.processor.members.MemberKeys.Name;
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

  private final Map<InAccount, Member> stored = new HashMap<>();
  private final Map<InAccount, Member> current = new LinkedHashMap<>();
  private final Map<ScimId, Member> byScimId = new HashMap<>();
  private final Map<Name, Member> holders = new HashMap<>();
  private final Map<Name, Member> emailHolders = new HashMap<>();
  private final Map<InAccount, Member> unlinked = new LinkedHashMap<>();
  private final List<Returned> returned = new ArrayList<>();
  private final List<Member> forgotten = new ArrayList<>();

  /** A person who came back under a new SCIM id; their old memberships end. */
  record Returned(AccountId account, MemberId member, ScimId scimId) {}

  void loaded(Member member) {
    if (stored.putIfAbsent(key(member), member) == null) {
      index(member);
    }
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

  /** Who is provisioned already as the person a create wants, in the way the account matches. */
  public @Nullable Member holder(AccountId account, Profile wanted, MatchOn matchOn) {
    Member named = holder(account, wanted.userNameKey());
    String email = wanted.emailKey();
    if (named != null || matchOn == MatchOn.USER_NAME || email == null) {
      return named;
    }
    return emailHolders.get(new Name(account, email));
  }

  /** Whether somebody else in the account goes by this one's name. */
  boolean hasNamesake(Member member) {
    String key = member.profile().userNameKey();
    return holder(member.account(), key) != null
        || unlinked.values().stream()
            .filter(other -> other.account().equals(member.account()))
            .filter(other -> !other.id().equals(member.id()))
            .anyMatch(other -> other.profile().userNameKey().equals(key));
  }

  /** Who returns when that person is created again: the one who left last. */
  public @Nullable Member returning(AccountId account, Profile wanted, MatchOn matchOn) {
    String key = matchOn == MatchOn.EMAIL ? wanted.emailKey() : wanted.userNameKey();
    return unlinked.values().stream()
        .filter(member -> member.account().equals(account))
        .filter(member -> Objects.equals(key, matchingKey(member, matchOn)))
        .max(Comparator.comparing(Member::modified).thenComparing(member -> member.id().value()))
        .orElse(null);
  }

  private static @Nullable String matchingKey(Member member, MatchOn matchOn) {
    return matchOn == MatchOn.EMAIL ? member.profile().emailKey() : member.profile().userNameKey();
  }

  public void apply(Member after) {
    Member before = current.get(key(after));
    if (before != null) {
      unindex(before);
      ScimId scimId = after.scimId();
      if (before.unlinked() && scimId != null) {
        returned.add(new Returned(after.account(), after.id(), scimId));
      }
      if (after.isErased() && !before.isErased()) {
        forgotten.add(before);
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

  /** Who lost the SCIM id they had, and with it their place in groups. */
  List<Member> departed() {
    return updated().stream().filter(this::departed).toList();
  }

  private boolean departed(Member member) {
    Member before = stored.get(key(member));
    ScimId scimId = before == null ? null : before.scimId();
    return scimId != null && !scimId.equals(member.scimId());
  }

  List<Returned> returned() {
    return returned;
  }

  /** Whose data is erased, as they were. */
  List<Member> forgotten() {
    return forgotten;
  }

  private void index(Member member) {
    current.put(key(member), member);
    ScimId scimId = member.scimId();
    Name name = name(member);
    if (scimId != null) {
      byScimId.put(scimId, member);
      holders.put(name, member);
      String email = member.profile().emailKey();
      if (email != null) {
        emailHolders.put(new Name(member.account(), email), member);
      }
    } else if (member.unlinked()) {
      unlinked.put(key(member), member);
    }
  }

  private void unindex(Member member) {
    ScimId scimId = member.scimId();
    Name name = name(member);
    if (scimId != null) {
      byScimId.remove(scimId);
      holders.remove(name, member);
      String email = member.profile().emailKey();
      if (email != null) {
        emailHolders.remove(new Name(member.account(), email), member);
      }
    }
    unlinked.remove(key(member));
  }

  private static InAccount key(Member member) {
    return new InAccount(member.account(), member.id());
  }

  private static Name name(Member member) {
    return new Name(member.account(), member.profile().userNameKey());
  }
}
