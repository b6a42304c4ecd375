package dev.rosterline.gateway.writing;

import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.dispatch.BodyReader;
import dev.rosterline.gateway.dispatch.Draft;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.dispatch.Writes;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Where one type of resource is written. */
public final class WriteRoutes {

  private interface Reading {
    Draft read(ScimId id, WriteRequest write);
  }

  private final Writes writes;
  private final Drafts drafts;

  private WriteRoutes(Writes writes, Drafts drafts) {
    this.writes = writes;
    this.drafts = drafts;
  }

  public static RouterFunction<ServerResponse> of(Writes writes, Drafts drafts) {
    return new WriteRoutes(writes, drafts).routes();
  }

  private RouterFunction<ServerResponse> routes() {
    String all = "/scim/v2" + drafts.kind().type().endpoint();
    String one = all + "/{id}";
    return RouterFunctions.route()
        .POST(all, request -> writes.handle(request, drafts::create))
        .PUT(one, request -> handle(request, drafts::replace))
        .PATCH(one, request -> handle(request, drafts::patch))
        .DELETE(one, request -> handle(request, drafts::delete))
        .build();
  }

  private Mono<ServerResponse> handle(ServerRequest request, Reading reading) {
    ScimId id = BodyReader.id(drafts.kind().type(), request.pathVariable("id"));
    return writes.handle(request, write -> reading.read(id, write));
  }
}
