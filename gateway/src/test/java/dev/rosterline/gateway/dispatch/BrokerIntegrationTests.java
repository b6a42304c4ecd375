package dev.rosterline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.gateway.reply.ReplyConsumer;
import dev.rosterline.gateway.reply.ReplyProperties;
import dev.rosterline.testbed.TestKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The way of a write over HTTP and a real broker; the processor is a stub, or away. */
@Tag("process")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokerIntegrationTests {

  private static TestKafka broker;
  private static KafkaCommandLog log;
  private static ReplyConsumer replies;
  private static TestGateway gateway;
  private static DisposableServer server;
  private static final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() throws Exception {
    broker = TestKafka.start();
    Map<String, Object> settings = new HashMap<>(DispatchConfiguration.producerSettings("lz4"));
    settings.put("bootstrap.servers", broker.bootstrapServers());
    log =
        new KafkaCommandLog(
            () ->
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
            DispatchConfiguration.breaker(),
            4000);
    gateway =
        new TestGateway(
            TestGateway.defaults(),
            new ReplyProperties("", Duration.ofSeconds(8), Duration.ofMillis(700), 4000),
            log);
    replies =
        new ReplyConsumer(
            TestGateway.ADDRESS,
            gateway.pending,
            () ->
                new KafkaConsumer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers()),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer()));
    log.start();
    replies.start();
    await().atMost(Duration.ofSeconds(20)).until(replies::isPositioned);
    server =
        HttpServer.create()
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(gateway.handler()))
            .bindNow();
  }

  @AfterAll
  static void stop() {
    server.disposeNow();
    replies.stop();
    log.stop();
    gateway.close();
    broker.close();
  }

  @Test
  @Order(1)
  void everyOneOf2000AlternatingGetsAndPostsIsAnswered() throws Exception {
    try (StubProcessor stub = new StubProcessor(broker.bootstrapServers());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> walkers =
          IntStream.range(0, 20)
              .mapToObj(walker -> CompletableFuture.supplyAsync(() -> walk(walker), threads))
              .toList();
      int answered = walkers.stream().mapToInt(CompletableFuture::join).sum();
      assertThat(answered).isEqualTo(2_000);
    }
    assertThat(gateway.pending.size()).isZero();
  }

  @Test
  @Order(2)
  void withoutProcessorTheAnswerIs503Within9Seconds() throws Exception {
    assertUnavailable("nobody-decides");
  }

  @Test
  @Order(3)
  void withoutBrokerTheAnswerIs503Within9Seconds() throws Exception {
    broker.close();

    List<CompletableFuture<Void>> requests =
        IntStream.range(0, 40)
            .mapToObj(
                number ->
                    CompletableFuture.runAsync(() -> assertUnavailable("nobody-writes-" + number)))
            .toList();
    requests.forEach(CompletableFuture::join);

    long before = System.nanoTime();
    assertUnavailable("breaker-is-open");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
    assertThat(get().statusCode()).isEqualTo(200);
  }

  /** One connection kept alive for a GET and a POST in turn, as an identity provider does. */
  private static int walk(int walker) {
    int answered = 0;
    for (int step = 0; step < 50; step++) {
      answered += get().statusCode() == 200 ? 1 : 0;
      answered += post("user-" + walker + "-" + step).statusCode() == 201 ? 1 : 0;
    }
    return answered;
  }

  private static void assertUnavailable(String name) {
    long before = System.nanoTime();
    HttpResponse<String> answer = post(name);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[0-9]+");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
  }

  private static HttpResponse<String> get() {
    return send(HttpRequest.newBuilder().GET());
  }

  private static HttpResponse<String> post(String name) {
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/scim+json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"userName\":\"" + name + "\"}")));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/scim/v2/Users");
    try {
      return client.send(
          request.uri(uri).timeout(Duration.ofSeconds(12)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError("no answer " + System.nanoTime() + ": " + e, e);
    }
  }
}
