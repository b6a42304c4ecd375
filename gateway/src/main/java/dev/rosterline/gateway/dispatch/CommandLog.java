package dev.rosterline.gateway.dispatch;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Where commands and rejections are written down. */
interface CommandLog {

  /**
   * Hands a record over without blocking.
   *
   * @param done told once whether it is durable: null, or what went wrong; on any thread
   * @throws dev.rosterline.gateway.error.RetryLaterException if the log cannot be reached, or too
   *     much waits already; nothing was written then
   */
  void append(ProducerRecord<byte[], byte[]> message, Consumer<@Nullable Throwable> done);
}
