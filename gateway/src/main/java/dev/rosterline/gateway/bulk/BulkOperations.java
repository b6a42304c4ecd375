package dev.rosterline.gateway.bulk;

import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.dispatch.BodyReader;
import dev.rosterline.gateway.dispatch.Draft;
import dev.rosterline.gateway.dispatch.Performed;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.dispatch.Writes;
import dev.rosterline.gateway.writing.Drafts;
import dev.rosterline.scim.bulk.BulkOperation;
import dev.rosterline.scim.bulk.BulkReferences;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Sends a single operation the way of every write. */
final class BulkOperations {

  private static final byte[] NOTHING = {};

  private final Writes writes;
  private final Map<ResourceType, Drafts> drafts;

  BulkOperations(Writes writes, List<Drafts> drafts) {
    this.writes = writes;
    this.drafts =
        drafts.stream().collect(Collectors.toMap(each -> each.kind().type(), each -> each));
  }

  Mono<Performed> whole(WriteRequest bulk, BulkOperation operation, Step.Whole step) {
    ObjectNode data = operation.data();
    ObjectNode resolved = data == null ? null : resolved(data, step.ids());
    Drafts reader = reader(operation);
    String target = target(operation, step.ids());
    HttpMethod method = HttpMethod.valueOf(operation.method());
    WriteRequest write = write(bulk, method, step, operation.version(), resolved);
    return writes.operation(
        write,
        switch (operation.method()) {
          case "POST" -> reader::create;
          case "PUT" -> one(operation, target, reader::replace);
          case "PATCH" -> one(operation, target, reader::patch);
          default -> one(operation, target, reader::delete);
        });
  }

  Mono<Performed> partly(WriteRequest bulk, BulkOperation operation, Step.Partly step) {
    ObjectNode data = Objects.requireNonNull(operation.data());
    ObjectNode rest = resolved(BulkReferences.without(data, step.omitted()), step.ids());
    WriteRequest write = write(bulk, HttpMethod.POST, step, null, rest);
    return writes.operation(write, reader(operation)::create);
  }

  Mono<Performed> completed(WriteRequest bulk, BulkOperation operation, Step.Completed step) {
    ObjectNode data = Objects.requireNonNull(operation.data());
    WriteRequest write = write(bulk, HttpMethod.PUT, step, null, resolved(data, step.ids()));
    String made = step.ids().get(Objects.requireNonNull(operation.bulkId()));
    return writes.operation(write, one(operation, made, reader(operation)::replace));
  }

  /** The id that a path means, where it is known by now. */
  static @Nullable String target(BulkOperation operation, Map<String, String> ids) {
    String name = BulkReferences.name(operation.target());
    return name == null ? operation.target() : ids.get(name);
  }

  private interface Reading {
    Draft read(ScimId id, WriteRequest write);
  }

  private static Function<WriteRequest, Draft> one(
      BulkOperation operation, @Nullable String target, Reading reading) {
    ResourceType type = Objects.requireNonNull(operation.type());
    return write ->
        reading.read(BodyReader.id(type, Objects.requireNonNullElse(target, "")), write);
  }

  private Drafts reader(BulkOperation operation) {
    return Objects.requireNonNull(drafts.get(operation.type()));
  }

  private static ObjectNode resolved(ObjectNode data, Map<String, String> ids) {
    Set<String> names = BulkReferences.names(data);
    return names.isEmpty()
        ? data
        : BulkReferences.resolve(data, name -> Objects.requireNonNull(ids.get(name)));
  }

  /** The place in the request tells operations apart that say the same. */
  private static WriteRequest write(
      WriteRequest bulk,
      HttpMethod method,
      Step step,
      @Nullable String version,
      @Nullable ObjectNode data) {
    byte[] body = data == null ? NOTHING : data.toString().getBytes(StandardCharsets.UTF_8);
    return new WriteRequest(
        bulk.caller(),
        method,
        bulk.path() + "#" + step.index(),
        version,
        null,
        null,
        bulk.traceparent(),
        null,
        command(bulk, step),
        body);
  }

  /** The same for the same step of the same request; null where that is not carried out twice. */
  static @Nullable CommandId command(WriteRequest bulk, Step step) {
    CommandId request = bulk.command();
    if (request == null) {
      return null;
    }
    int number = 2 * step.index() + (step instanceof Step.Completed ? 1 : 0);
    return Ids.derived(Ids.instantOf(request.value()), request.value(), number);
  }
}
