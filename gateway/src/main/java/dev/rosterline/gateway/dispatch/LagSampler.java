package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.Topics;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Looks once a second how far the log goes and how far it is applied. */
final class LagSampler implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(LagSampler.class);

  private static final String APPLIED =
      """
      select coalesce(sum(next_offset), 0)::bigint as applied, count(*) as known
        from directory.consumer_offset
       where topic = $1
      """;

  private static final Map<TopicPartition, OffsetSpec> ENDS =
      IntStream.range(0, Topics.PARTITIONS)
          .mapToObj(partition -> new TopicPartition(Topics.COMMANDS, partition))
          .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));

  private final Admin admin;
  private final DatabaseClient database;
  private final LagGuard guard;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("lag-sampler").daemon().factory());

  LagSampler(Admin admin, ConnectionFactory connections, LagGuard guard) {
    this.admin = admin;
    this.database = DatabaseClient.create(connections);
    this.guard = guard;
    timer.scheduleWithFixedDelay(this::sample, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }

  private record Applied(long offset, long partitions) {}

  private void sample() {
    end()
        .thenCombine(applied(), LagSampler::sampled)
        .whenComplete(
            (sample, failure) -> {
              if (failure == null) {
                guard.observe(sample);
              } else {
                log.debug("lag is not known: {}", failure.toString());
                guard.unknown();
              }
            });
  }

  /** Before every partition has its row the sum would be wrong; then there is no backlog either. */
  private static LagGuard.Sample sampled(long end, Applied applied) {
    long reached = applied.partitions() < Topics.PARTITIONS ? end : applied.offset();
    return new LagGuard.Sample(end, reached, System.nanoTime());
  }

  private CompletionStage<Long> end() {
    return admin
        .listOffsets(ENDS)
        .all()
        .toCompletionStage()
        .thenApply(ends -> ends.values().stream().mapToLong(end -> end.offset()).sum());
  }

  private CompletionStage<Applied> applied() {
    return database
        .sql(APPLIED)
        .bind(0, Topics.COMMANDS)
        .map(
            row ->
                new Applied(
                    number(row.get("applied", Long.class)), number(row.get("known", Long.class))))
        .one()
        .toFuture();
  }

  private static long number(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
