/**
 * The JSON admin API: accounts, their tokens, their activity. Its callers are people, not identity
 * providers.
 */
@NullMarked
package dev.rosterline.gateway.admin;

import org.jspecify.annotations.NullMarked;
