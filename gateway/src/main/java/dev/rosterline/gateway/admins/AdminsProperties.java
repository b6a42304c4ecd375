package dev.rosterline.gateway.admins;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may administer which account.
 *
 * @param local whether the local admin may sign in, by form and by Basic
 * @param accountsClaim claim that lists the accounts a person may administer: a text or a list of
 *     texts, each the id of an account, or * for all
 * @param prefix what these texts begin with; others, such as groups that mean something elsewhere,
 *     are ignored
 * @param nameClaim claim of a bearer token that the activity log names as the source
 * @param attempts wrong passwords of one name from one address before the next is answered 429
 * @param attemptsWithin how long a wrong password counts
 * @param signedInFor how long a sign-in to the console lasts, however much the session is used
 */
@ConfigurationProperties("rosterline.admins")
public record AdminsProperties(
    @DefaultValue("true") boolean local,
    @DefaultValue("rosterline_accounts") String accountsClaim,
    @DefaultValue("") String prefix,
    @DefaultValue("sub") String nameClaim,
    @DefaultValue("5") int attempts,
    @DefaultValue("15m") Duration attemptsWithin,
    @DefaultValue("8h") Duration signedInFor) {

  public AdminsProperties {
    if (attempts < 1 || attemptsWithin.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "rosterline.admins.attempts and attempts-within must be 1 and 1s or more");
    }
    if (signedInFor.toSeconds() < 1) {
      throw new IllegalArgumentException("rosterline.admins.signed-in-for must be 1s or more");
    }
  }
}
