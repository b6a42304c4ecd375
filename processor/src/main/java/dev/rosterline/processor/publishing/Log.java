package dev.rosterline.processor.publishing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records on their topics and waits until the brokers have them. */
public class Log implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Log.class);
  private static final long FIRST_PAUSE = 200;
  private static final long LONGEST_PAUSE = 10_000;

  private final Producer<byte[], byte[]> producer;
  private volatile boolean closed;

  public Log(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Best effort: nobody waits for it, and its loss costs no more than time. */
  void tell(List<ProducerRecord<byte[], byte[]>> records) {
    for (ProducerRecord<byte[], byte[]> message : records) {
      try {
        producer.send(message);
      } catch (RuntimeException e) {
        LOG.warn(
            "topic={} not sent, waiting gateways will look the outcome up", message.topic(), e);
        return;
      }
    }
  }

  /**
   * Returns when all are acknowledged; a failure sends all of them again, in order, for ever.
   *
   * @return where each stands in the log
   */
  public List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException {
    long pause = FIRST_PAUSE;
    while (true) {
      List<RecordMetadata> acknowledged = attempted(records);
      if (acknowledged.size() == records.size()) {
        return acknowledged;
      }
      if (closed) {
        throw new InterruptedException("closed before everything was acknowledged");
      }
      Thread.sleep(Duration.ofMillis(pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  private List<RecordMetadata> attempted(List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException {
    try {
      List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(records.size());
      for (ProducerRecord<byte[], byte[]> message : records) {
        acknowledgements.add(producer.send(message));
      }
      List<RecordMetadata> acknowledged = new ArrayList<>(records.size());
      for (Future<RecordMetadata> acknowledgement : acknowledgements) {
        acknowledged.add(acknowledgement.get());
      }
      return acknowledged;
    } catch (ExecutionException | RuntimeException e) {
      LOG.warn("records={} not acknowledged, sending all of them again", records.size(), e);
      return List.of();
    }
  }

  @Override
  public void close() {
    closed = true;
    producer.close(Duration.ofSeconds(5));
  }
}
