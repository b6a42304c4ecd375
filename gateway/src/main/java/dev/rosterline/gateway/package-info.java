/**
 * The SCIM endpoint: authenticates, validates, publishes commands, awaits their outcome, answers.
 */
@NullMarked
package dev.rosterline.gateway;

import org.jspecify.annotations.NullMarked;
