package dev.rosterline.gateway.admin;

import org.springframework.web.reactive.function.server.HandlerStrategies;

/** Answers of routes under test that have gone wrong, as the gateway gives them. */
public final class TestProblems {

  private TestProblems() {}

  public static HandlerStrategies strategies() {
    return HandlerStrategies.builder().exceptionHandler(new Problems()).build();
  }
}
