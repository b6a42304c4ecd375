package dev.rosterline.connections;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A refusal is told in two sentences instead of a stack trace. */
final class RefusedFailureAnalyzer extends AbstractFailureAnalyzer<RefusedException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, RefusedException refusal) {
    return new FailureAnalysis(refusal.getMessage(), refusal.remedy(), refusal);
  }
}
