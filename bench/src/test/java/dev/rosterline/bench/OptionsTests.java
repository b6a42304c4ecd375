package dev.rosterline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTests {

  @Test
  void driverAloneMeasuresRosterlineAlone() {
    var options = Options.parse("--driver", "/tools/load");
    assertThat(options.baseline()).isNull();
    assertThat(options.load().concurrency()).isEqualTo(List.of(1, 16, 64, 256));
  }

  @Test
  void withoutDriverOptionsAreExplained() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse("--users", "10"))
        .withMessageContaining("--driver PATH is needed");
  }

  @Test
  void fewConnectionsCreateFewUsers() {
    var load = Options.parse("--driver", "/tools/load").load();
    assertThat(load.users(1)).isEqualTo(1_000);
    assertThat(load.users(16)).isEqualTo(3_200);
    assertThat(load.users(256)).isEqualTo(10_000);
  }
}
