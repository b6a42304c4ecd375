/**
 * Works out what members have by their groups, roles of the application and classes of a school:
 * decides what has changed, marks whom a change concerns, and sends commands about them to the
 * partitions that own them.
 */
@NullMarked
package dev.rosterline.processor.roles;

import org.jspecify.annotations.NullMarked;
