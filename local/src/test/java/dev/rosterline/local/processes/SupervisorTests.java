package dev.rosterline.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.local.processes.Supervisor.OnDeath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that do nothing but sleep. */
@Tag("process")
class SupervisorTests {

  private static final Duration SOON = Duration.ofSeconds(4);
  private static final Duration TAKEOVER = Duration.ofSeconds(10);

  @TempDir Path directory;

  private Supervisor supervisor;

  @BeforeEach
  void makeSupervisor() {
    supervisor =
        new Supervisor(
            new ProcessLedger(directory.resolve("processes.json")), new Console(System.out));
    supervisor.watch(() -> {});
  }

  @AfterEach
  void stop() {
    supervisor.stopAll();
  }

  @Test
  void theOnlyInstanceOfAServiceIsStartedAgainAtOnce() {
    var lonely = start("processor-1", OnDeath.RESTART);
    start("gateway-1", OnDeath.RESTART);
    kill(lonely);
    awaitAnother(lonely, SOON);
  }

  @Test
  void oneWithASiblingIsStartedAgainOnceThatHasTakenOver() {
    var dead = start("processor-1", OnDeath.RESTART);
    start("processor-2", OnDeath.RESTART);
    var died = System.nanoTime();
    kill(dead);
    awaitAnother(dead, TAKEOVER.plus(SOON));
    assertThat(Duration.ofNanos(System.nanoTime() - died)).isGreaterThanOrEqualTo(TAKEOVER);
  }

  @Test
  void whereAllAreDeadOneIsStartedAgainAtOnce() {
    var first = start("processor-1", OnDeath.RESTART);
    var second = start("processor-2", OnDeath.RESTART);
    kill(first);
    kill(second);
    Awaitility.await().atMost(SOON).until(() -> isReplaced(first) || isReplaced(second));
    awaitAnother(first, TAKEOVER.plus(SOON));
    awaitAnother(second, TAKEOVER.plus(SOON));
  }

  @Test
  void whatKeepsDataStaysDown() throws Exception {
    var broker = start("broker", OnDeath.REPORT);
    kill(broker);
    broker.handle().onExit().get();
    Thread.sleep(1_000);
    assertThat(supervisor.pids()).containsEntry("broker", broker.pid());
  }

  private Child start(String name, OnDeath onDeath) {
    var launch =
        new Launch(
            name,
            List.of("sleep", "60"),
            Map.of(),
            directory.resolve(name + ".log"),
            Launch.StopSignal.TERM);
    return supervisor.start(launch, onDeath);
  }

  private static void kill(Child child) {
    assertThat(child.handle().destroyForcibly()).isTrue();
  }

  private void awaitAnother(Child dead, Duration limit) {
    Awaitility.await().atMost(limit).until(() -> isReplaced(dead));
  }

  private boolean isReplaced(Child dead) {
    return supervisor.pids().getOrDefault(dead.name(), dead.pid()) != dead.pid();
  }
}
