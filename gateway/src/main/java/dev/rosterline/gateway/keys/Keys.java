package dev.rosterline.gateway.keys;

import reactor.core.publisher.Mono;

/** Random keys by their names; an error that asks to come again where they cannot be read. */
public interface Keys {

  Mono<byte[]> key(String name);
}
