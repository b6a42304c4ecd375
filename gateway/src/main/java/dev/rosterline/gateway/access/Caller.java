package dev.rosterline.gateway.access;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.Source;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.schema.AccountSchemas;
import dev.rosterline.scim.schema.Schema;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who is calling: the account their token belongs to, and how its policy wants them read.
 *
 * @param extensions schemas that the account declared for its users
 * @param matchOn what tells that a person is there already
 */
public record Caller(
    AccountId account, Source source, Mode mode, MatchOn matchOn, List<Schema> extensions) {

  public Caller(AccountId account, Source source, Mode mode) {
    this(account, source, mode, MatchOn.USER_NAME, List.of());
  }

  public static final String ATTRIBUTE = Caller.class.getName();

  /** Reads with the schemas of the account in force. */
  public <T> T reading(Supplier<T> reading) {
    return AccountSchemas.within(extensions, reading);
  }

  public static Caller of(ServerRequest request) {
    return of(request.exchange());
  }

  public static Caller of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }
}
