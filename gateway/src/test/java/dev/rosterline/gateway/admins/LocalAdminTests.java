package dev.rosterline.gateway.admins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class LocalAdminTests {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger compared = new AtomicInteger();
  private final LocalAdmin admin =
      new LocalAdmin(
          "admin", "sesame", encoder(), new Attempts(3, Duration.ofMinutes(15), nanos::get));

  @Test
  void rightPasswordGivesPermissionForAll() {
    assertThat(Permissions.of(attempt("admin", "sesame"))).isEqualTo(Permissions.ALL);
  }

  @Test
  void wrongNamesCostAComparisonToo() {
    assertThat(failure("root", "sesame")).isInstanceOf(BadCredentialsException.class);
    assertThat(compared).hasValue(1);
  }

  @Test
  void fourthGuessIsNotLookedAtEvenIfItIsRight() {
    for (int guess = 0; guess < 3; guess++) {
      assertThat(failure("admin", "wrong")).isInstanceOf(BadCredentialsException.class);
    }
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(failure("admin", "sesame"))
        .isInstanceOfSatisfying(
            TooManyAttempts.class, many -> assertThat(many.retryAfter()).isEqualTo("600"));
    assertThat(compared).hasValue(3);
  }

  @Test
  void noMoreGuessesAtOnceThanThreadsThatCompareAreAWayAround() {
    List<Throwable> failures =
        Flux.range(0, 5000).flatMap(_ -> refused("admin", "wrong"), 5000).collectList().block();
    assertThat(failures).hasSize(5000);
    assertThat(compared).hasValueLessThanOrEqualTo(3 + Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE);
  }

  @Test
  void rightPasswordsAtOnceAreAllLetIn() {
    Flux.range(0, 100)
        .flatMap(_ -> admin.authenticate(given("admin", "sesame")), 100)
        .collectList()
        .block();
    assertThat(compared).hasValue(100);
  }

  @Test
  void waitingHelps() {
    for (int guess = 0; guess < 4; guess++) {
      failure("admin", "wrong");
    }
    nanos.addAndGet(Duration.ofMinutes(15).toNanos());
    assertThat(attempt("admin", "sesame")).isNotNull();
  }

  @Test
  void successForgetsMistakes() {
    for (int round = 0; round < 5; round++) {
      failure("admin", "wrong");
      failure("admin", "wrong");
      assertThat(attempt("admin", "sesame")).isNotNull();
    }
  }

  @Test
  void otherAddressesAreCountedApart() {
    for (int guess = 0; guess < 4; guess++) {
      failure("admin", "wrong");
    }
    var elsewhere =
        admin
            .authenticate(given("admin", "sesame"))
            .contextWrite(context -> context.put(CallerAddress.class.getName(), "192.0.2.7"))
            .block();
    assertThat(elsewhere).isNotNull();
  }

  private Authentication attempt(String user, String password) {
    return admin.authenticate(given(user, password)).block();
  }

  private Throwable failure(String user, String password) {
    return refused(user, password).block();
  }

  private Mono<Throwable> refused(String user, String password) {
    return admin
        .authenticate(given(user, password))
        .then(Mono.<Throwable>empty())
        .onErrorResume(Mono::just);
  }

  private static Authentication given(String user, String password) {
    return UsernamePasswordAuthenticationToken.unauthenticated(user, password);
  }

  private PasswordEncoder encoder() {
    return new PasswordEncoder() {
      @Override
      public String encode(CharSequence password) {
        return "{" + password + "}";
      }

      @Override
      public boolean matches(CharSequence password, String encoded) {
        compared.incrementAndGet();
        return encode(password).equals(encoded);
      }
    };
  }
}
