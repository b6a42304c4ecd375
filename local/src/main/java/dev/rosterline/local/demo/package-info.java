/**
 * Plays an Okta initial sync over HTTP and checks that members, activity and events agree with what
 * was sent.
 */
@NullMarked
package dev.rosterline.local.demo;

import org.jspecify.annotations.NullMarked;
