package dev.rosterline.processor.intake;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.processor.ProcessorApplication;
import dev.rosterline.testbed.FaultProxy;
import dev.rosterline.testbed.TestKafka;
import dev.rosterline.testbed.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A real broker, a real PostgreSQL and the processor between them, driven by commands. */
final class Harness implements AutoCloseable {

  static final AccountId ACCOUNT = AccountId.of("01990000-0000-7000-8000-000000000001");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Ids ids = new Ids(Clock.systemUTC());
  private final TestPostgres postgres = TestPostgres.start();
  private final TestKafka broker =
      TestKafka.start(
          Map.of(
              "group.consumer.min.session.timeout.ms", "3000",
              "group.consumer.session.timeout.ms", "6000"));
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, KafkaConsumer<byte[], byte[]>> readers = new HashMap<>();
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> seen = new HashMap<>();
  @Nullable ConfigurableApplicationContext processor;

  /** Records on the urgent topic. */
  int hurried;

  Harness() throws Exception {
    Flyway.configure()
        .dataSource(postgres.superuser())
        .locations("filesystem:../gateway/src/main/resources/db/migration")
        .schemas("account")
        .placeholders(Map.of("rolePassword", "test"))
        .load()
        .migrate();
    execute("insert into account.account (id, name) values ('" + ACCOUNT + "', 'Test')");
    var bytes = new ByteArraySerializer();
    producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers()), bytes, bytes);
    start();
  }

  /** A way to the database that can be disturbed. */
  FaultProxy proxyToDatabase() {
    return FaultProxy.to(postgres.host(), postgres.port());
  }

  void start(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--ROSTERLINE_DB_HOST=" + postgres.host(),
                "--ROSTERLINE_DB_PORT=" + postgres.port(),
                "--ROSTERLINE_DB_NAME=postgres",
                "--ROSTERLINE_DB_OWNER_USER=postgres",
                "--ROSTERLINE_DB_OWNER_PASSWORD=postgres",
                "--ROSTERLINE_DB_PASSWORD=test",
                "--ROSTERLINE_KAFKA_BOOTSTRAP_SERVERS=" + broker.bootstrapServers(),
                "--server.port=0",
                "--management.server.port=0"));
    arguments.addAll(List.of(more));
    processor =
        new SpringApplicationBuilder(ProcessorApplication.class)
            .run(arguments.toArray(String[]::new));
  }

  void stop() {
    if (processor != null) {
      processor.close();
      processor = null;
    }
  }

  // Commands.

  static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  static ObjectNode user(String name) {
    return json(
        "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'"
            + name
            + "','active':true}");
  }

  ScimId userId(String name) {
    return ids.resource(Slot.ofKey(ACCOUNT, "User", name));
  }

  ScimId groupId(String name) {
    return ids.resource(Slot.ofKey(ACCOUNT, "Group", name));
  }

  CommandEnvelope envelope(ScimId resource, Command command) {
    return new CommandEnvelope(
        ids.command(),
        ACCOUNT,
        resource,
        0,
        command,
        Source.SYSTEM,
        Instant.now(),
        new ReplyAddress("gateway-test", 3),
        List.of(),
        null,
        null);
  }

  CommandEnvelope send(ScimId resource, Command command) {
    return send(envelope(resource, command));
  }

  CommandEnvelope send(CommandEnvelope envelope) {
    return send(Topics.COMMANDS, envelope);
  }

  /** As the gateway does when a block waits. */
  CommandEnvelope hurry(CommandEnvelope envelope) {
    hurried++;
    return send(Topics.COMMANDS_URGENT, envelope);
  }

  private CommandEnvelope send(String topic, CommandEnvelope envelope) {
    producer.send(
        new ProducerRecord<>(
            topic,
            envelope.partition(),
            envelope.key().getBytes(StandardCharsets.UTF_8),
            CommandWire.write(envelope)));
    return envelope;
  }

  void hurryRaw(int partition, byte[] value) {
    hurried++;
    producer.send(new ProducerRecord<>(Topics.COMMANDS_URGENT, partition, null, value));
    producer.flush();
  }

  void sendRaw(int partition, byte @Nullable [] key, byte @Nullable [] value) {
    producer.send(new ProducerRecord<>(Topics.COMMANDS, partition, key, value));
    producer.flush();
  }

  Outcome run(ScimId resource, Command command) throws Exception {
    return outcome(send(resource, command).id());
  }

  /** Waits for the last outcome of a command. */
  Outcome outcome(CommandId id) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      String json =
          text(
              "select outcome::text from directory.command_outcome where command_id = '"
                  + id
                  + "' and outcome->>'result' <> 'forwarded' order by hop desc limit 1");
      if (json != null) {
        return OutcomeWire.read(json.getBytes(StandardCharsets.UTF_8));
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no outcome of " + id);
  }

  // What came out.

  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    KafkaConsumer<byte[], byte[]> reader = readers.computeIfAbsent(topic, this::reader);
    List<ConsumerRecord<byte[], byte[]>> all = seen.computeIfAbsent(topic, _ -> new ArrayList<>());
    reader.poll(Duration.ofMillis(200)).forEach(all::add);
    return all;
  }

  private KafkaConsumer<byte[], byte[]> reader(String topic) {
    var bytes = new ByteArrayDeserializer();
    var reader =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()), bytes, bytes);
    var partitions =
        reader.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    return reader;
  }

  void execute(String sql) throws Exception {
    try (Connection connection = postgres.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Somebody's transaction that has begun to write and is not over. */
  Connection underWay(String sql) throws Exception {
    Connection connection = postgres.superuser().getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  @Nullable String text(String sql) throws Exception {
    try (Connection connection = postgres.superuser().getConnection();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  /** Everything that commands can change, as one text. */
  String directory() throws Exception {
    return text(
            """
            select coalesce((select string_agg(to_jsonb(m)::text, E'\\n' order by member_id)
                from (select * from directory.member) m), '')
              || coalesce((select string_agg(to_jsonb(g)::text, E'\\n' order by group_id)
                from directory.scim_group g), '')
              || coalesce((select string_agg(to_jsonb(g)::text, E'\\n' order by group_id, member_id)
                from directory.group_member g), '')
              || (select count(*) from directory.command_outcome)
            """)
        + "";
  }

  static UUID value(ScimId id) {
    return id.value();
  }

  @Override
  public void close() throws Exception {
    stop();
    readers.values().forEach(KafkaConsumer::close);
    producer.close();
    broker.close();
    postgres.close();
  }
}
