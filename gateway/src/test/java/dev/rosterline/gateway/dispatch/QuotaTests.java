package dev.rosterline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class QuotaTests {

  private static final long SECOND = 1_000_000_000L;

  private final Quota quota = new Quota("writes", 10, 20, 0);

  @Test
  void burstIsThereAtOnceAndThenTheRate() {
    assertThat(taken(0)).isEqualTo(20);
    assertThat(taken(SECOND)).isEqualTo(10);
    assertThat(taken(10 * SECOND)).isEqualTo(20);
  }

  @Test
  void clientIsToldWhatIsLeftAndWhenItIsWholeAgain() {
    assertThat(told(0)).isEqualTo("\"writes\";r=20;t=0");
    quota.take(0);
    assertThat(told(0)).isEqualTo("\"writes\";r=19;t=1");
    taken(0);
    assertThat(told(0)).isEqualTo("\"writes\";r=0;t=2");
    assertThat(quota.secondsUntilWhole(0)).isEqualTo(2);
    assertThat(told(SECOND)).isEqualTo("\"writes\";r=10;t=1");
    assertThat(told(60 * SECOND)).isEqualTo("\"writes\";r=20;t=0");
  }

  @Test
  void policyIsTheBurstAndTheTimeInWhichItComesBack() {
    assertThat(headers(0).getFirst("RateLimit-Policy")).isEqualTo("\"writes\";q=20;w=2");
  }

  private String told(long now) {
    return String.valueOf(headers(now).getFirst("RateLimit"));
  }

  private HttpHeaders headers(long now) {
    HttpHeaders headers = new HttpHeaders();
    quota.tell(headers, now);
    return headers;
  }

  private int taken(long now) {
    int taken = 0;
    while (quota.take(now)) {
      taken++;
    }
    return taken;
  }
}
