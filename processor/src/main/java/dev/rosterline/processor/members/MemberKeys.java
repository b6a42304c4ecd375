package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a batch wants to know of people, gathered so that it is loaded at once. */
public final class MemberKeys {

  record Name(AccountId account, String key) {}

  record InAccount(AccountId account, MemberId member) {}

  final Set<ScimId> scimIds = new LinkedHashSet<>();
  final Set<InAccount> members = new LinkedHashSet<>();
  final Set<InAccount> namesakes = new LinkedHashSet<>();
  final Set<Name> names = new LinkedHashSet<>();
  final Set<Name> emails = new LinkedHashSet<>();

  public void scimId(ScimId id) {
    scimIds.add(id);
  }

  public void member(AccountId account, MemberId id) {
    members.add(new InAccount(account, id));
  }

  /** Everybody who has the name of this one, whatever it is. */
  public void namesakes(AccountId account, MemberId id) {
    namesakes.add(new InAccount(account, id));
  }

  public void name(AccountId account, String userNameKey) {
    names.add(new Name(account, userNameKey));
  }

  /** Looked for only in accounts that match people by email. */
  public void email(AccountId account, String emailKey) {
    emails.add(new Name(account, emailKey));
  }
}
