package dev.rosterline.audit.activity;

import dev.rosterline.contract.Outcome;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;

/** Reads query parameters; what cannot be understood is a 400 that names the parameter. */
final class ActivityReader {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final int MAX_TEXT = 200;

  private ActivityReader() {}

  static ActivityQuery read(MultiValueMap<String, String> parameters) {
    UUID account = account(parameters);
    Integer limit = value(parameters, "limit", Integer::valueOf);
    if (limit != null && limit < 1) {
      throw bad("limit", "must be 1 or more");
    }
    return new ActivityQuery(
        account,
        value(parameters, "from", Times::parse),
        value(parameters, "to", Times::parse),
        value(parameters, "operation", text -> Outcome.Operation.ofWire(text).wire()),
        value(parameters, "result", ActivityReader::result),
        value(parameters, "q", ActivityReader::searchText),
        new ActivityQuery.Who(
            value(parameters, "resource", UUID::fromString),
            value(parameters, "client", ActivityReader::searchText),
            value(parameters, "token", UUID::fromString)),
        limit == null ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT),
        value(parameters, "cursor", Cursor::parse));
  }

  /** A time that has to be given. */
  static Instant instant(MultiValueMap<String, String> parameters, String name) {
    Instant instant = value(parameters, name, Times::parse);
    if (instant == null) {
      throw bad(name, "is required");
    }
    return instant;
  }

  static TallyStore.Step step(MultiValueMap<String, String> parameters) {
    TallyStore.Step step = value(parameters, "step", TallyStore.Step::of);
    return step == null ? TallyStore.Step.MINUTE : step;
  }

  static UUID account(MultiValueMap<String, String> parameters) {
    UUID account = value(parameters, "account", UUID::fromString);
    if (account == null) {
      throw bad("account", "is required");
    }
    return account;
  }

  /** Only ids of version 7 have a time, and commands have no others. */
  static UUID id(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.version() == 7) {
        return id;
      }
    } catch (IllegalArgumentException _) {
      // Answered below, like any other id that cannot be.
    }
    throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The account has no such operation");
  }

  private static String result(String text) {
    return text.equals(ActivityQuery.FAILED) ? text : Outcome.Result.ofWire(text).wire();
  }

  private static String searchText(String text) {
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("too long, or not a text");
    }
    return text;
  }

  private static <T> @Nullable T value(
      MultiValueMap<String, String> parameters, String name, Function<String, T> parser) {
    String text = parameters.getFirst(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw bad(name, "has the unusable value " + text);
    }
  }

  private static ResponseStatusException bad(String name, String problem) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, "Parameter " + name + " " + problem);
  }
}
