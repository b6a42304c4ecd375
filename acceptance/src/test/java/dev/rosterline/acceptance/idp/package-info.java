/** Sessions of identity providers, request by request as they send them. */
@NullMarked
package dev.rosterline.acceptance.idp;

import org.jspecify.annotations.NullMarked;
