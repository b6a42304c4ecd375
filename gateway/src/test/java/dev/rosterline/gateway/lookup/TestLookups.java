package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.ScimErrorHandler;
import dev.rosterline.gateway.error.ScimErrorWriter;
import dev.rosterline.scim.json.Mode;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/** The routes of look-ups over HTTP, for one account, as its token would reach them. */
final class TestLookups {

  private TestLookups() {}

  /** What a client of the account asks; also by a gateway of its own. */
  static WebTestClient client(UUID account, ConnectionFactory connections) {
    return client(account, UUID.randomUUID(), connections);
  }

  static WebTestClient client(UUID account, UUID token, ConnectionFactory connections) {
    RepresentationWriter writer = new RepresentationWriter("http://localhost:8080");
    AccountScope scope = new AccountScope(connections);
    DirectoryStore store = new DirectoryStore(scope, writer);
    ResourceWriter resources = new ResourceWriter(store, writer);
    LookupRoutes routes =
        new LookupRoutes(
            store,
            TestDirectory.pages(store, scope, connections),
            writer,
            resources,
            new ListWriter(resources));
    Caller caller =
        new Caller(new AccountId(account), new Source(token, "t", "Okta"), Mode.LENIENT);
    return WebTestClient.bindToServer(
            new HttpHandlerConnector(
                WebHttpHandlerBuilder.webHandler(RouterFunctions.toWebHandler(routes.lookups()))
                    .filter(
                        (exchange, chain) -> {
                          exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
                          return chain.filter(exchange);
                        })
                    .exceptionHandler(new ScimErrorHandler(new ScimErrorWriter(), List.of()))
                    .build()))
        .responseTimeout(Duration.ofSeconds(20))
        .build();
  }
}
