package dev.rosterline.processor.policy;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.processor.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a command does to a policy.
 *
 * @param after null where nothing changes
 */
public record PolicyDecision(Verdict verdict, @Nullable AccountPolicy after) {}
