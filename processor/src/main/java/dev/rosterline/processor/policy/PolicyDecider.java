package dev.rosterline.processor.policy;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.RoleRules;
import dev.rosterline.contract.wire.PolicyWire;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules about policies: which changes there are, and what a change sets off. */
public final class PolicyDecider {

  private static final int OK = 200;

  private PolicyDecider() {}

  public static PolicyDecision change(
      AccountPolicy current, Command.ChangePolicy command, Instant now) {
    AccountPolicy wanted;
    try {
      wanted = PolicyWire.changed(current, command.changes());
      RoleRules.of(wanted.mappings());
    } catch (IllegalArgumentException e) {
      ScimError error =
          ScimError.badRequest(ScimType.INVALID_VALUE, String.valueOf(e.getMessage()));
      return new PolicyDecision(Verdict.refused(Operation.POLICY_CHANGE, error, null), null);
    }
    List<String> changed = PolicyWire.differences(current, wanted);
    @Nullable String preset = command.preset();
    if (changed.isEmpty() && (preset == null || preset.equals(current.preset()))) {
      return new PolicyDecision(told(Result.UNCHANGED, current, now), null);
    }
    AccountPolicy after = changed(current, wanted, preset, now);
    return new PolicyDecision(told(Result.APPLIED, after, now).changing(changed), after);
  }

  /** A setting that is changed by hand means the policy is no longer the preset's. */
  private static AccountPolicy changed(
      AccountPolicy current, AccountPolicy wanted, @Nullable String preset, Instant now) {
    boolean graceChanged = wanted.gracePeriodDays() != current.gracePeriodDays();
    boolean keepsPreset = beyondPresets(PolicyWire.differences(current, wanted));
    return new AccountPolicy(
        current.version() + 1,
        preset == null && keepsPreset ? current.preset() : preset,
        wanted.provisioning(),
        wanted.gracePeriodDays(),
        wanted.onDelete(),
        wanted.matchOn(),
        wanted.defaultRole(),
        wanted.accountType(),
        wanted.ssoActive(),
        wanted.planIncludesProvisioning(),
        wanted.integrationEnabled(),
        wanted.mode(),
        wanted.brakeFloor(),
        wanted.brakePercent(),
        wanted.mappings(),
        wanted.protectedMembers(),
        graceChanged ? now : current.graceChangedAt(),
        now);
  }

  /** Settings that no preset speaks of. */
  private static boolean beyondPresets(List<String> changed) {
    return List.of(
            "ssoActive",
            "planIncludesProvisioning",
            "integrationEnabled",
            "mappings",
            "protectedMembers")
        .containsAll(changed);
  }

  private static Verdict told(Result result, AccountPolicy policy, Instant now) {
    return Verdict.of(Operation.POLICY_CHANGE, result, OK)
        .about(null, "policy")
        .at(policy.version(), now, now)
        .showing(PolicyWire.write(policy));
  }
}
