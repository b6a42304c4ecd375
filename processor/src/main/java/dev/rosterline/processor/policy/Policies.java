package dev.rosterline.processor.policy;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The policies a batch goes by, as they are after the commands decided so far. */
public final class Policies {

  private final Map<AccountId, AccountPolicy> current = new HashMap<>();
  private final Map<String, AccountId> changed = new TreeMap<>();

  void loaded(AccountId account, AccountPolicy policy) {
    current.put(account, policy);
  }

  /** An account that never changed its policy has the default. */
  public AccountPolicy of(AccountId account) {
    return current.getOrDefault(account, AccountPolicy.DEFAULT);
  }

  public void apply(AccountId account, AccountPolicy policy) {
    current.put(account, policy);
    changed.put(account.toString(), account);
  }

  /** Accounts whose policy changed, always in the same order. */
  java.util.List<AccountId> changed() {
    return java.util.List.copyOf(changed.values());
  }
}
