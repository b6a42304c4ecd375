/**
 * How the provisioning of an account is going: what was decided lately, what waits, how fast it
 * goes.
 */
@NullMarked
package dev.rosterline.gateway.sync;

import org.jspecify.annotations.NullMarked;
