package dev.rosterline.gateway.lookup;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A resource as a client sees it.
 *
 * @param whole its text; null where it is too large to be held
 * @param parts what the text is made of, read while it is written
 */
public record Representation(StoredResource resource, @Nullable String whole, Flux<String> parts) {}
