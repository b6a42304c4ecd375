package dev.rosterline.processor.brake;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The brakes of the accounts that somebody may leave in a batch, as they are so far. */
public final class Brakes {

  private final Map<AccountId, BrakeWindow> windows = new HashMap<>();

  void loaded(AccountId account, BrakeWindow window) {
    windows.put(account, window);
  }

  /** Whether one more may leave now; then it is counted. */
  public boolean admits(AccountId account, AccountPolicy policy, Instant now) {
    BrakeWindow window = windows.get(account);
    if (window == null) {
      throw new IllegalStateException("nobody was expected to leave account " + account);
    }
    return window.admits(policy, now);
  }

  List<AccountId> changed() {
    return windows.entrySet().stream()
        .filter(entry -> entry.getValue().changed())
        .map(Map.Entry::getKey)
        .toList();
  }

  BrakeWindow of(AccountId account) {
    return Objects.requireNonNull(windows.get(account));
  }
}
