/** What every HTTP client is owed, whatever it asks: a connection that answers, and HEAD. */
@NullMarked
package dev.rosterline.gateway.connection;

import org.jspecify.annotations.NullMarked;
