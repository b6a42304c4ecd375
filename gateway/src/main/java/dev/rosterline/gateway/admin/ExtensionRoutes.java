package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.SchemaReader;
import dev.rosterline.scim.schema.SchemaWriter;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /admin/v1}: the schemas that an account declares for its users.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-7">RFC 7643, 7</a>
 */
@Configuration(proxyBeanMethods = false)
class ExtensionRoutes {

  private static final String ALL = "/admin/v1/accounts/{account}/schema-extensions";
  private static final String ONE = ALL + "/{urn}";
  private static final int LARGEST = 256 * 1024;

  private final ExtensionStore extensions;
  private final AccountStore accounts;

  ExtensionRoutes(ExtensionStore extensions, AccountStore accounts) {
    this.extensions = extensions;
    this.accounts = accounts;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> extensionRouter() {
    return route()
        .GET(ALL, this::list)
        .GET(ONE, this::read)
        .PUT(ONE, this::declare)
        .DELETE(ONE, this::remove)
        .build();
  }

  private Mono<ServerResponse> list(ServerRequest request) {
    return declared(request)
        .flatMap(
            schemas ->
                AdminRoutes.items(
                    "schemaExtensions", schemas.stream().map(SchemaWriter::write).toList()));
  }

  private Mono<ServerResponse> read(ServerRequest request) {
    String urn = request.pathVariable("urn");
    return declared(request)
        .flatMap(schemas -> AdminRoutes.json(200, SchemaWriter.write(existing(schemas, urn))));
  }

  private Mono<List<Schema>> declared(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .flatMap(_ -> extensions.together(extensions.all(account)));
  }

  private Mono<ServerResponse> declare(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    return Bodies.read(request)
        .map(body -> schema(request.pathVariable("urn"), body))
        .flatMap(schema -> extensions.together(declare(account, schema)))
        .flatMap(done -> AdminRoutes.json(done.status(), SchemaWriter.write(done.schema())));
  }

  private record Done(int status, Schema schema) {}

  private Mono<Done> declare(UUID account, Schema wanted) {
    return extensions
        .lock(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .flatMap(declared -> allowed(account, declared, wanted))
        .flatMap(status -> extensions.save(account, wanted).thenReturn(new Done(status, wanted)));
  }

  private Mono<Integer> allowed(UUID account, List<Schema> declared, Schema wanted) {
    String objection = ExtensionDecider.objection(declared, wanted);
    if (objection != null) {
      return Mono.error(new AdminException(409, objection));
    }
    return declared.stream()
        .filter(schema -> schema.urn().equals(wanted.urn()))
        .findFirst()
        .map(
            earlier ->
                ExtensionDecider.keepsValues(earlier, wanted)
                    ? Mono.just(200)
                    : unused(account, wanted.urn()).thenReturn(200))
        .orElse(Mono.just(201));
  }

  private Mono<ServerResponse> remove(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    String urn = request.pathVariable("urn");
    Mono<Boolean> removal =
        extensions
            .lock(account)
            .switchIfEmpty(AdminRoutes.noAccount())
            .map(declared -> existing(declared, urn))
            .flatMap(_ -> unused(account, urn))
            .then(Mono.defer(() -> extensions.remove(account, urn)))
            .thenReturn(true);
    return extensions.together(removal).flatMap(_ -> ServerResponse.noContent().build());
  }

  private Mono<Void> unused(UUID account, String urn) {
    return extensions
        .isUsed(account, urn)
        .flatMap(
            used ->
                used
                    ? Mono.error(
                        new AdminException(
                            409,
                            "Users have values of "
                                + urn
                                + ": it can get new attributes and values, but lose nothing"))
                    : Mono.empty());
  }

  private static Schema existing(List<Schema> declared, String urn) {
    return declared.stream()
        .filter(schema -> schema.urn().equals(urn))
        .findFirst()
        .orElseThrow(() -> new AdminException(404, "There is no such schema extension"));
  }

  private static Schema schema(String urn, ObjectNode body) {
    try {
      Schema schema = SchemaReader.read(urn, body);
      if (SchemaWriter.write(schema).toString().length() > LARGEST) {
        throw new AdminException(413, "A schema may have " + LARGEST + " characters");
      }
      return schema;
    } catch (ScimException e) {
      throw new AdminException(400, e.error().detail());
    }
  }
}
