package dev.rosterline.acceptance.model;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Drosterline.model.runs=1000} does more of them, {@code -Drosterline.model.seed=17} one
 * again.
 */
@AcceptanceTest
class ModelAcceptanceTests {

  private static final int RUNS = Integer.getInteger("rosterline.model.runs", 20);
  private static final int ACTIONS = 30;

  static LongStream seeds() {
    Long seed = Long.getLong("rosterline.model.seed");
    return seed == null ? LongStream.rangeClosed(1, RUNS) : LongStream.of(seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void doesWhatTheModelDoes(long seed, RosterlineSystem system) {
    var random = new Random(seed);
    boolean grace = random.nextInt(3) > 0;
    var session =
        new Session(system, system.account("Model " + seed, grace ? 30 : 0), grace, random);
    for (int i = 0; i < ACTIONS; i++) {
      if (i == ACTIONS / 2 && seed % 15 == 0) {
        var processes = system.processes();
        processes.kill(processes.processors().getFirst());
      }
      session.step();
    }
    session.compare();
    if (seed % 20 == 0) {
      session.deliverAgain();
      session.expire();
      session.compare();
    }
  }
}
