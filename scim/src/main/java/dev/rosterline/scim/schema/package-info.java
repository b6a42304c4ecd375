/**
 * Owns the schemas of User, Enterprise User and Group, and how two of their values are compared.
 */
@NullMarked
package dev.rosterline.scim.schema;

import org.jspecify.annotations.NullMarked;
