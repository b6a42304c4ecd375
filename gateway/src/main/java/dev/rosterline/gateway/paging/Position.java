package dev.rosterline.gateway.paging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends: behind the resource that has, or had, this key and id. It stays where it is
 * although resources before it come and go.
 *
 * @param sortKey as PostgreSQL writes it; null where the resource has no value, or the id alone
 *     orders
 */
public record Position(@Nullable String sortKey, UUID id) {}
