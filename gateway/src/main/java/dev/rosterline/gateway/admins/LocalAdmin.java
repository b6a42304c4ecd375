package dev.rosterline.gateway.admins;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one admin who has a name and a password here, with the permission for all accounts. A wrong
 * name takes as long as a wrong password, so nobody learns which it was.
 */
public final class LocalAdmin implements ReactiveAuthenticationManager {

  private static final Logger LOG = LoggerFactory.getLogger(LocalAdmin.class);

  private final byte[] user;
  private final String password;
  private final PasswordEncoder encoder;
  private final Attempts attempts;

  public LocalAdmin(
      String user, String password, PasswordEncoder encoder, AdminsProperties properties) {
    this(
        user,
        password,
        encoder,
        new Attempts(properties.attempts(), properties.attemptsWithin(), System::nanoTime));
  }

  LocalAdmin(String user, String password, PasswordEncoder encoder, Attempts attempts) {
    this.user = bytes(user);
    this.password = Objects.requireNonNull(encoder.encode(password));
    this.encoder = encoder;
    this.attempts = attempts;
  }

  @Override
  public Mono<Authentication> authenticate(Authentication given) {
    return Mono.deferContextual(
        context -> {
          var key = new Attempts.Key(given.getName(), CallerAddress.in(context));
          return Mono.fromCallable(() -> check(given, key))
              .subscribeOn(Schedulers.boundedElastic());
        });
  }

  /** On a thread that compares, so that no more guesses slip through at once than compare. */
  private Authentication check(Authentication given, Attempts.Key key) {
    Duration wait = attempts.wait(key).orElse(null);
    if (wait != null) {
      LOG.warn("too many attempts to sign in address={}; answered 429", key.address());
      throw new TooManyAttempts(wait);
    }
    boolean known = MessageDigest.isEqual(bytes(given.getName()), user);
    boolean right = encoder.matches(String.valueOf(given.getCredentials()), password);
    if (!(known & right)) {
      attempts.failed(key);
      LOG.warn("sign-in of the local admin refused address={}", key.address());
      throw new BadCredentialsException("User or password is wrong");
    }
    attempts.succeeded(key);
    return UsernamePasswordAuthenticationToken.authenticated(
        given.getName(), null, Permissions.ALL.authorities());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
