package dev.rosterline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {

  @Test
  void ratioIsTheMedianOfTheRoundsAndNotTheRatioOfMedians() {
    var report =
        report(
            measured("rosterline", 1000),
            measured("baseline", 1000),
            measured("rosterline", 3000),
            measured("baseline", 1000),
            measured("rosterline", 8000),
            measured("baseline", 4000));
    assertThat(report).containsPattern("64 +create +rosterline +3000 +2\\.00 ");
    assertThat(report).containsPattern("64 +create +baseline +1000 ");
  }

  @Test
  void aloneThereIsNoRatio() {
    assertThat(report(measured("rosterline", 1234)))
        .containsPattern("rosterline +1234 +1\\.5 +2\\.5");
  }

  @Test
  void cpuIsCountedPerRequest() {
    assertThat(measured("rosterline", 1).cpu()).isEqualTo(Map.of("gateway-1", 200.0));
  }

  @Test
  void answersOutsideTheGoodOnesFailTheMeasurement() {
    assertThat(measured("rosterline", 1).ok()).isTrue();
    var line = line(1).replace("\"non2xx\":{}", "\"non2xx\":{\"503\":1}");
    assertThat(Measurement.of(target("x"), JsonMapper.shared().readTree(line)).ok()).isFalse();
  }

  private static String report(Measurement... measurements) {
    var bytes = new ByteArrayOutputStream();
    new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8), List.of(measurements)).print();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Measurement measured(String target, int rate) {
    return Measurement.of(target(target), JsonMapper.shared().readTree(line(rate)));
  }

  private static Target target(String name) {
    return new Target(name, "http://127.0.0.1/scim/v2", "t", Map.of());
  }

  private static String line(int rate) {
    return """
        {"phase":"create","c":64,"units_s":%d,"requests":1000,"non2xx":{},"cpu_ms":{"gateway-1":200},
         "ops":{"lookup-miss":{"p50":9},"post":{"p50":1.5,"p95":2.5,"p99":3.5},"get-after-post":{"p50":8}},"ok":true}
        """
        .formatted(rate);
  }
}
