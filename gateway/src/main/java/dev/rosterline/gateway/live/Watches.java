package dev.rosterline.gateway.live;

import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Makes a watch of something. */
@FunctionalInterface
public interface Watches {

  /**
   * @param newest answers a number that grows with what is to be seen in an account
   */
  Watch of(Function<UUID, Mono<Long>> newest);
}
