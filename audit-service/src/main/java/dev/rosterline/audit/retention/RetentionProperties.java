package dev.rosterline.audit.retention;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long activity is kept.
 *
 * @param keep age at which it goes
 * @param accounts the same for accounts that keep theirs longer or shorter
 */
@ConfigurationProperties("rosterline.retention")
public record RetentionProperties(
    @DefaultValue("365d") Duration keep, @DefaultValue Map<UUID, Duration> accounts) {

  public RetentionProperties {
    accounts = Map.copyOf(accounts);
    if (accounts.values().stream().anyMatch(RetentionProperties::isNoTime) || isNoTime(keep)) {
      throw new IllegalArgumentException(
          "rosterline.retention: activity is kept for a day at least");
    }
  }

  private static boolean isNoTime(Duration time) {
    return time.compareTo(Duration.ofDays(1)) < 0;
  }

  public Duration keep(UUID account) {
    return accounts.getOrDefault(account, keep);
  }

  /** Beyond it nobody keeps anything. */
  Duration longest() {
    Collection<Duration> all = accounts.values();
    return all.stream().reduce(keep, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }
}
