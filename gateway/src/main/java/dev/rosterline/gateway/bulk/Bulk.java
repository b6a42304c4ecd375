package dev.rosterline.gateway.bulk;

import dev.rosterline.gateway.dispatch.Rejections;
import dev.rosterline.gateway.dispatch.TrackedResponse;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.dispatch.Writes;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.writing.Drafts;
import dev.rosterline.scim.bulk.BulkReader;
import dev.rosterline.scim.bulk.BulkRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Many changes in one request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.7">RFC 7644, 3.7</a>
 */
@Component
public class Bulk {

  private final Writes writes;
  private final BulkOperations operations;
  private final Rejections rejections;
  private final BulkResponse responses;

  public Bulk(
      Writes writes,
      List<Drafts> drafts,
      Rejections rejections,
      RepresentationWriter representations) {
    this.writes = writes;
    this.operations = new BulkOperations(writes, drafts);
    this.rejections = rejections;
    this.responses = new BulkResponse(representations);
  }

  public Mono<ServerResponse> handle(ServerRequest request) {
    return writes.request(request).flatMap(this::carriedOut);
  }

  private Mono<ServerResponse> carriedOut(WriteRequest bulk) {
    BulkRequest request = BulkReader.read(bulk.body());
    BulkJob job = new BulkJob(bulk, request, operations, rejections);
    return job.run()
        .map(
            results ->
                new TrackedResponse(
                    responses.of(request.operations(), results), job::delivered, job::lost));
  }
}
