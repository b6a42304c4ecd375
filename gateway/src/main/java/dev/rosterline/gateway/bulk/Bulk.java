package dev.rosterline.gateway.bulk;

import dev.rosterline.gateway.dispatch.Rejections;
import dev.rosterline.gateway.dispatch.TrackedResponse;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.dispatch.Writes;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.writing.Drafts;
import dev.rosterline.scim.bulk.BulkOperation;
import dev.rosterline.scim.bulk.BulkReader;
import dev.rosterline.scim.bulk.BulkRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

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
  private final BulkAcceptance acceptance;

  public Bulk(
      Writes writes,
      List<Drafts> drafts,
      Rejections rejections,
      RepresentationWriter representations,
      BulkAcceptance acceptance) {
    this.writes = writes;
    this.operations = new BulkOperations(writes, drafts);
    this.rejections = rejections;
    this.responses = new BulkResponse(representations);
    this.acceptance = acceptance;
  }

  /** Who grants any time at all is answered when it is done. */
  public Mono<ServerResponse> handle(ServerRequest request) {
    return writes
        .request(request)
        .flatMap(
            bulk ->
                Duration.ZERO.equals(bulk.patience())
                    ? acceptance.accepted(bulk)
                    : carriedOut(bulk));
  }

  private Mono<ServerResponse> carriedOut(WriteRequest bulk) {
    BulkRequest request = BulkReader.read(bulk.body());
    BulkJob job = job(bulk, request);
    return job.run()
        .map(
            results ->
                new TrackedResponse(
                    responses.of(request.operations(), results), job::delivered, job::lost));
  }

  BulkJob job(WriteRequest bulk, BulkRequest request) {
    return new BulkJob(bulk, request, operations, rejections);
  }

  /** What a response says of one operation. */
  ObjectNode said(BulkOperation operation, Result result) {
    return responses.operation(operation, result);
  }
}
