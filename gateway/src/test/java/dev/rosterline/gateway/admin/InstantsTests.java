package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTests {

  @Test
  void aTimeOfFourDigitsAYearIsTaken() {
    assertThat(Instants.parse("9999-12-31T23:59:59Z"))
        .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    assertThat(Instants.parse("0001-01-01T00:00:00Z")).isBefore(Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1000000000-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "-5000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        ""
      })
  void whatPostgresqlMayNotKnowIsNot(String text) {
    assertThatThrownBy(() -> Instants.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
