package dev.rosterline.gateway.access;

import dev.rosterline.contract.AccountPolicy;
import org.jspecify.annotations.Nullable;

/** What must hold for an account to be served; checked at each call, with its token untouched. */
final class Preconditions {

  private Preconditions() {}

  /** The sentence for the client, null where everything holds. */
  static @Nullable String unmet(AccountPolicy policy) {
    if (!policy.integrationEnabled()) {
      return "Provisioning is switched off for this account; an admin can switch it on again";
    }
    if (!policy.planIncludesProvisioning()) {
      return "The plan of this account does not include SCIM provisioning; an admin can change the"
          + " plan, and this token will work again";
    }
    if (!policy.ssoActive()) {
      return "Single sign-on (SAML or OIDC) is not set up and active for this account; SCIM"
          + " provisioning needs it, and this token will work once it is";
    }
    return null;
  }
}
