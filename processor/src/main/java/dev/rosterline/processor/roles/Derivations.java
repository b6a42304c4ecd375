package dev.rosterline.processor.roles;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.RoleMapping;
import dev.rosterline.contract.RoleRules;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.groups.MembershipStore.InGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a batch knows of the groups of members it looks at again, and whom the changes it makes
 * concern.
 */
public final class Derivations {

  /** Somebody to be looked at again; not necessarily a member. */
  record Mark(AccountId account, UUID member, CommandId cause) {}

  /** All members of a group; of the account, and its groups, where it is nil. */
  record Walk(AccountId account, UUID group, CommandId cause) {}

  /** A group that ends. */
  record End(AccountId account, UUID group, CommandId cause) {}

  static final UUID WHOLE_ACCOUNT = new UUID(0, 0);

  private final Map<MemberId, List<InGroup>> groups;
  private final Map<List<RoleMapping>, Function<String, List<RoleMapping>>> rules = new HashMap<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<End> ends = new ArrayList<>();
  private final Map<UUID, Walk> walks = new HashMap<>();
  private final List<Long> done = new ArrayList<>();

  Derivations(Map<MemberId, List<InGroup>> groups) {
    this.groups = groups;
  }

  /** What the account gives somebody, by the groups they are in. */
  public Grants grants(AccountPolicy policy, MemberId member) {
    return RoleDecider.grants(
        policy,
        groups.getOrDefault(member, List.of()).stream().map(Derivations::ref).toList(),
        rules.computeIfAbsent(policy.mappings(), Derivations::meaning));
  }

  private static GroupRef ref(InGroup group) {
    return new GroupRef(new ScimId(group.group()), group.displayName());
  }

  /** Many members are in few groups: each name is compared once. */
  private static Function<String, List<RoleMapping>> meaning(List<RoleMapping> mappings) {
    RoleRules compiled = RoleRules.of(mappings);
    Map<String, List<RoleMapping>> known = new HashMap<>();
    return name -> known.computeIfAbsent(name, compiled::meaning);
  }

  public void concern(AccountId account, Collection<UUID> members, CommandId cause) {
    members.forEach(member -> marks.add(new Mark(account, member, cause)));
  }

  /** Everybody in a group, who are many at times. */
  public void concernGroup(AccountId account, ScimId group, CommandId cause) {
    walks.put(group.value(), new Walk(account, group.value(), cause));
  }

  public void concernAccount(AccountId account, CommandId cause) {
    walks.put(account.value(), new Walk(account, WHOLE_ACCOUNT, cause));
  }

  /** Everybody in a group, before nobody knows any more who that was. */
  public void concernEnd(AccountId account, ScimId group, CommandId cause) {
    ends.add(new End(account, group.value(), cause));
  }

  /** These marks have been looked after, whatever came of it. */
  public void done(List<Long> newDone) {
    done.addAll(newDone);
  }

  List<Mark> marks() {
    return marks;
  }

  List<End> ends() {
    return ends;
  }

  /** Always in the same order. */
  List<Walk> walks() {
    return walks.values().stream()
        .sorted(
            Comparator.comparing(Walk::account, Comparator.comparing(AccountId::value))
                .thenComparing(Walk::group))
        .toList();
  }

  List<Long> done() {
    return done;
  }
}
