package dev.rosterline.gateway.dispatch;

import dev.rosterline.connections.KafkaConnection;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.gateway.async.Transactions;
import dev.rosterline.gateway.reply.Answers;
import dev.rosterline.gateway.reply.Outcomes;
import dev.rosterline.gateway.reply.PendingReplies;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

  @Bean
  Admission admission(DispatchProperties properties, MeterRegistry meters) {
    Admission admission = new Admission(properties, System::nanoTime);
    meters.gauge("rosterline.dispatch.in-flight", admission, Admission::inFlight);
    return admission;
  }

  @Bean
  CallLimitFilter callLimitFilter(Admission admission) {
    return new CallLimitFilter(admission);
  }

  @Bean
  LagGuard lagGuard(DispatchProperties properties, MeterRegistry meters) {
    LagGuard guard = new LagGuard(properties.maxLag());
    meters.gauge("rosterline.dispatch.lag-seconds", guard, LagGuard::waitSeconds);
    return guard;
  }

  @Bean
  LagSampler lagSampler(KafkaConnection kafka, ConnectionFactory connections, LagGuard guard) {
    return new LagSampler(Admin.create(kafka.admin()), connections, guard);
  }

  @Bean
  KafkaCommandLog commandLog(
      KafkaConnection kafka, DispatchProperties properties, MeterRegistry meters) {
    Map<String, Object> settings = kafka.producer();
    settings.putAll(producerSettings(properties.compression()));
    KafkaCommandLog log =
        new KafkaCommandLog(
            () ->
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
            breaker(),
            properties.maxQueued());
    meters.gauge("rosterline.dispatch.queued", log, KafkaCommandLog::queued);
    return log;
  }

  @Bean
  Rejections rejections(CommandLog log, Ids ids, Clock clock, MeterRegistry meters) {
    return new Rejections(log, ids, clock, System::nanoTime, meters);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService fastLaneTimer() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("fast-lane").daemon().factory());
  }

  @Bean
  CommandPublisher commandPublisher(
      CommandLog log,
      PendingReplies pending,
      @Qualifier("fastLaneTimer") ScheduledExecutorService timer,
      DispatchProperties properties) {
    FastLane fastLane =
        new FastLane(
            log,
            (task, wait) -> timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS),
            properties.urgentAfter());
    return new CommandPublisher(log, pending, fastLane);
  }

  @Bean
  Writes writes(
      Writes.Intake intake,
      CommandPublisher publisher,
      DispatchProperties properties,
      Writes.Answering answering,
      Ids ids) {
    return new Writes(
        intake,
        publisher,
        new Undelivered(properties.undeliveredKept()),
        answering,
        ids,
        Clock.systemUTC());
  }

  @Bean
  Writes.Answering answering(
      Answers answers,
      CommandPublisher publisher,
      Transactions transactions,
      ReplyAddress replyTo) {
    return new Writes.Answering(answers, new Deferral(publisher, transactions), replyTo);
  }

  @Bean
  AccountCommands accountCommands(
      CommandPublisher publisher, Outcomes outcomes, ReplyAddress replyTo, Ids ids) {
    return new LoggedAccountCommands(publisher, outcomes, replyTo, ids, Clock.systemUTC());
  }

  @Bean
  Writes.Intake writeIntake(Admission admission, DispatchProperties properties, LagGuard lag) {
    int limit = Math.toIntExact(properties.maxBody().toBytes());
    return new Writes.Intake(admission, new BodyReader(limit), lag);
  }

  /** Short enough that a client gets its answer within 9 s, whatever Kafka does. */
  static Map<String, Object> producerSettings(String compression) {
    return Map.ofEntries(
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
        Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5),
        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression),
        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024),
        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 32 * 1024 * 1024),
        Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500),
        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000),
        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000),
        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000));
  }

  static CircuitBreaker breaker() {
    return CircuitBreaker.of(
        "command-log",
        CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
            .slidingWindowSize(10)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(10)
            .build());
  }
}
