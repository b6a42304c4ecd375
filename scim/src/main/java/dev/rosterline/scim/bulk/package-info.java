/**
 * Bulk requests: what their operations ask for and how they refer to what others make.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.7">RFC 7644, 3.7</a>
 */
@NullMarked
package dev.rosterline.scim.bulk;

import org.jspecify.annotations.NullMarked;
