package dev.rosterline.gateway.dispatch;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.async.TestAsync;
import dev.rosterline.gateway.async.Transactions;
import dev.rosterline.gateway.bulk.Bulk;
import dev.rosterline.gateway.bulk.BulkRoutes;
import dev.rosterline.gateway.bulk.TestBulk;
import dev.rosterline.gateway.connection.AnswerOffLoopFilter;
import dev.rosterline.gateway.error.NotAllowedRoutes;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.error.ScimErrorHandler;
import dev.rosterline.gateway.error.ScimErrorWriter;
import dev.rosterline.gateway.groups.GroupKind;
import dev.rosterline.gateway.lookup.Representation;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.lookup.ResourceLookup;
import dev.rosterline.gateway.lookup.StoredResource;
import dev.rosterline.gateway.reply.Answers;
import dev.rosterline.gateway.reply.Outcomes;
import dev.rosterline.gateway.reply.PendingReplies;
import dev.rosterline.gateway.reply.ReplyMapper;
import dev.rosterline.gateway.reply.ReplyProperties;
import dev.rosterline.gateway.users.UserKind;
import dev.rosterline.gateway.writing.Drafts;
import dev.rosterline.gateway.writing.WriteRoutes;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.node.ObjectNode;

/** The gateway's writes around a log in memory, or around a real one. */
public final class TestGateway implements AutoCloseable {

  public static final AccountId ACCOUNT = AccountId.of("0b6f3c1e-4a7d-4e0e-9f1a-2c3d4e5f6a7b");
  public static final ScimId ID = ScimId.of("01940000-0000-7123-8456-0123456789ab");
  public static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  public static final ReplyAddress ADDRESS = new ReplyAddress("gateway-test", 3);

  static final UUID TOKEN = UUID.fromString("11111111-2222-4333-8444-555555555555");

  /** What the processor says; null for silence. */
  public volatile Function<CommandEnvelope, @Nullable Reply> processor = TestGateway::applied;

  public volatile @Nullable RuntimeException logIsAway;
  public volatile @Nullable Throwable logFails;

  /** The log neither confirms nor refuses. */
  public volatile boolean logIsSilent;

  public volatile Mode mode = Mode.LENIENT;
  public volatile UUID token = TOKEN;
  public final Map<UUID, Outcome> outcomes = new HashMap<>();
  public final Map<ScimId, StoredResource> directory = new HashMap<>();
  public final List<CommandEnvelope> commands = new CopyOnWriteArrayList<>();
  public final List<Outcome> rejections = new CopyOnWriteArrayList<>();
  public final TestBulk accepted = new TestBulk();
  public final Bulk bulk;
  public final LagGuardControl lag;
  public final PendingReplies pending;
  public final AtomicLong nanos = new AtomicLong();

  private final LagGuard lagGuard = new LagGuard(Duration.ofSeconds(5));
  private final HttpHandler handler;
  private final reactor.core.Disposable sweep;

  /** Makes the log look as far behind as a test needs. */
  public interface LagGuardControl {
    void behind(long records);
  }

  public TestGateway() {
    this(
        defaults(),
        new ReplyProperties("", Duration.ofMillis(400), Duration.ofMillis(300), 100),
        null);
  }

  public TestGateway(DispatchProperties properties) {
    this(
        properties,
        new ReplyProperties("", Duration.ofMillis(400), Duration.ofMillis(300), 100),
        null);
  }

  TestGateway(
      DispatchProperties properties, ReplyProperties replies, @Nullable CommandLog realLog) {
    pending = new PendingReplies(replies, System::nanoTime);
    sweep =
        Schedulers.parallel()
            .schedulePeriodically(
                pending::expire, 20, 20, java.util.concurrent.TimeUnit.MILLISECONDS);
    lag =
        records -> {
          lagGuard.observe(new LagGuard.Sample(records, 0, 1));
        };
    CommandLog log = realLog == null ? this::append : realLog;
    Ids ids = new Ids(Clock.systemUTC());
    Outcomes found = (account, command) -> Mono.justOrEmpty(outcomes.get(command.value()));
    Transactions transactions = TestAsync.transactions(representations());
    Writes writes = writes(properties, replies, log, ids, found, transactions);
    Rejections listener =
        new Rejections(log, ids, Clock.systemUTC(), nanos::get, new SimpleMeterRegistry());
    Drafts users = new Drafts(new UserKind(), ids);
    Drafts groups = new Drafts(new GroupKind(), ids);
    bulk =
        new Bulk(
            writes,
            List.of(users, groups),
            listener,
            representations(),
            accepted.acceptance(transactions, ids));
    RouterFunction<ServerResponse> routes =
        WriteRoutes.of(writes, users)
            .and(WriteRoutes.of(writes, groups))
            .and(new BulkRoutes().bulkRouter(bulk))
            .and(TestAsync.results(transactions, found, accepted.results(), representations()))
            .andRoute(
                RequestPredicates.GET("/scim/v2/Users"),
                request -> ServerResponse.ok().bodyValue("{}"))
            .andRoute(
                RequestPredicates.GET("/scim/v2/Groups/broken"),
                request -> Mono.error(new IllegalStateException("secret internals")))
            .and(new NotAllowedRoutes().notAllowed());
    handler =
        WebHttpHandlerBuilder.webHandler(RouterFunctions.toWebHandler(routes))
            .filter(new AnswerOffLoopFilter())
            .filter(
                (exchange, chain) -> {
                  exchange.getAttributes().put(callerAttribute(), caller());
                  return chain.filter(exchange);
                })
            .exceptionHandler(new ScimErrorHandler(new ScimErrorWriter(), List.of(listener)))
            .build();
  }

  private Writes writes(
      DispatchProperties properties,
      ReplyProperties replies,
      CommandLog log,
      Ids ids,
      Outcomes found,
      Transactions transactions) {
    ReplyMapper mapper = new ReplyMapper(representations(), lookup());
    CommandPublisher publisher =
        new CommandPublisher(
            log, pending, new FastLane(log, (_, _) -> {}, properties.urgentAfter()));
    return new Writes(
        new Writes.Intake(
            new Admission(properties, nanos::get),
            new BodyReader(Math.toIntExact(properties.maxBody().toBytes())),
            lagGuard),
        publisher,
        new Undelivered(properties.undeliveredKept()),
        new Writes.Answering(
            new Answers(mapper, found, replies, new SimpleMeterRegistry()),
            new Deferral(publisher, transactions),
            ADDRESS),
        ids,
        Clock.systemUTC());
  }

  public static DispatchProperties defaults() {
    return limits(5000, 512);
  }

  public static DispatchProperties limits(int perSecond, int inFlight) {
    return new DispatchProperties(
        DataSize.ofKilobytes(64),
        perSecond,
        perSecond,
        20_000,
        inFlight,
        2000,
        Duration.ofSeconds(5),
        4000,
        "lz4",
        Duration.ofMillis(500),
        Duration.ofMinutes(15));
  }

  public HttpHandler handler() {
    return handler;
  }

  public WebTestClient client() {
    return WebTestClient.bindToServer(new HttpHandlerConnector(handler))
        .responseTimeout(Duration.ofSeconds(20))
        .build();
  }

  public CommandEnvelope onlyCommand() {
    if (commands.size() != 1) {
      throw new AssertionError("expected one command, got " + commands);
    }
    return commands.getFirst();
  }

  @Override
  public void close() {
    sweep.dispose();
  }

  private Caller caller() {
    return new Caller(ACCOUNT, new Source(token, "okta", "Okta"), mode);
  }

  /** Under whichever name the access package keeps the caller. */
  private static String callerAttribute() {
    return Caller.ATTRIBUTE;
  }

  private void append(ProducerRecord<byte[], byte[]> message, Consumer<@Nullable Throwable> done) {
    RuntimeException away = logIsAway;
    if (away != null) {
      throw away;
    }
    if (message.topic().equals(Topics.OUTCOMES)) {
      rejections.add(OutcomeWire.read(message.value()));
      done.accept(null);
      return;
    }
    CommandEnvelope envelope = CommandWire.read(message.value());
    commands.add(envelope);
    Throwable failure = logFails;
    if (!logIsSilent) {
      done.accept(failure);
    }
    Reply reply = failure == null ? processor.apply(envelope) : null;
    if (reply != null) {
      pending.complete(reply);
    }
  }

  public static Reply applied(CommandEnvelope envelope) {
    String type = envelope.command().type();
    String document =
        type.equals("user.patch") || type.equals("user.replace")
            ? "{\"userName\":\"alice\",\"active\":true}"
            : null;
    return new Reply(envelope.id(), 200, null, null, 7, NOW, NOW, document);
  }

  public static Function<CommandEnvelope, @Nullable Reply> refusing(
      int status, @Nullable String scimType, String detail) {
    return envelope -> new Reply(envelope.id(), status, scimType, detail, 0, null, null, null);
  }

  public static RuntimeException away() {
    return RetryLaterException.unavailable("away", Duration.ofSeconds(5));
  }

  private ResourceLookup lookup() {
    ResourceLookup lookup = mock(ResourceLookup.class);
    when(lookup.user(any(), any()))
        .thenAnswer(call -> Mono.justOrEmpty(directory.get((ScimId) call.getArgument(1))));
    when(lookup.group(any(), any(), any()))
        .thenAnswer(
            call ->
                Mono.justOrEmpty(group((ScimId) call.getArgument(1)))
                    .map(group -> representation(group, call.getArgument(2))));
    return lookup;
  }

  private static Representation representation(StoredResource group, Projection projection) {
    byte[] text = representations().write(ResourceType.GROUP, group, projection);
    return new Representation(
        group, new String(text, java.nio.charset.StandardCharsets.UTF_8), Flux.empty());
  }

  /** As it was put there, or as the last command about it has made it. */
  private @Nullable StoredResource group(ScimId id) {
    StoredResource known = directory.get(id);
    for (CommandEnvelope envelope : commands) {
      if (known == null && envelope.resource().equals(id)) {
        ObjectNode document =
            switch (envelope.command()) {
              case Command.CreateGroup create -> create.document();
              case Command.ReplaceGroup put -> put.document();
              default -> null;
            };
        known = document == null ? null : new StoredResource(id, 7, NOW, NOW, document.toString());
      }
    }
    return known;
  }

  /** Of the representation only what these tests look at; the writer has its own tests. */
  public static RepresentationWriter representations() {
    RepresentationWriter writer = mock(RepresentationWriter.class);
    when(writer.location(any(), any()))
        .thenAnswer(
            call ->
                "http://localhost/scim/v2"
                    + ((ResourceType) call.getArgument(0)).endpoint()
                    + "/"
                    + call.getArgument(1));
    when(writer.baseUrl()).thenReturn("http://localhost/scim/v2");
    when(writer.etag(anyLong())).thenAnswer(call -> "W/\"" + call.getArgument(0) + "\"");
    when(writer.write(any(), any(), any()))
        .thenAnswer(
            call -> {
              StoredResource stored = call.getArgument(1);
              ObjectNode document =
                  ScimJson.object(stored.document().getBytes(StandardCharsets.UTF_8));
              document.put("id", stored.id().toString());
              return ((dev.rosterline.scim.json.Projection) call.getArgument(2))
                  .apply(document)
                  .toString()
                  .getBytes(StandardCharsets.UTF_8);
            });
    return writer;
  }
}
