/**
 * Answers whether somebody may sign in, for sign-on services that ask rather than follow the
 * events. Reads one row; decides nothing that the processor has not decided.
 */
@NullMarked
package dev.rosterline.gateway.signin;

import org.jspecify.annotations.NullMarked;
