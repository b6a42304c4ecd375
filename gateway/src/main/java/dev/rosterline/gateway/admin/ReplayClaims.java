package dev.rosterline.gateway.admin;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who does a failed operation again: one at a time, and nobody once it went well. */
interface ReplayClaims {

  /** Whether it is the caller's to do again now. */
  Mono<Boolean> claim(UUID account, UUID operation);

  /**
   * @param status what the repetition was answered
   */
  Mono<Void> ended(UUID account, UUID operation, int status);
}
