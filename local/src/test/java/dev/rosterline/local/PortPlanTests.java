package dev.rosterline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortPlanTests {

  @Test
  void everyPortFollowsFromTheBase() {
    var moved = new PortPlan(28_080, 2, 2, 3).all();
    new PortPlan(18_080, 2, 2, 3)
        .all()
        .forEach((port, user) -> assertThat(moved).containsEntry(port + 10_000, user));
  }

  @Test
  void noTwoPartsShareAPort() {
    assertThat(new PortPlan(18_080, 50, 50, 5).all()).hasSize(50 * 2 + 2 + 50 + 1 + 5 * 2);
  }

  @Test
  void aTakenPortIsNamedWithItsUserAndTheWayOut() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var plan = new PortPlan(taken.getLocalPort(), 1, 1, 1);
      assertThatThrownBy(plan::requireFree)
          .isInstanceOf(LocalException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + ", needed by gateway-1")
          .hasMessageContaining("--port-base");
    }
  }
}
