/**
 * Pages for the admin of an account: connect an identity provider, see what happens, find out why
 * somebody was not provisioned. Rendered on the server; works without JavaScript for reading.
 */
@NullMarked
package dev.rosterline.gateway.console;

import org.jspecify.annotations.NullMarked;
