package dev.rosterline.audit.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.audit.AuditSystem;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class AnswerOffLoopIntegrationTests {

  @Test
  void everyRequestOfAKeptConnectionIsAnswered() throws Exception {
    AuditSystem system = AuditSystem.running();
    String path = "/activity?account=" + UUID.randomUUID();

    for (int i = 0; i < 3_000; i++) {
      assertThat(system.json(path).path("items")).as("answer %s", i).isEmpty();
    }
  }
}
