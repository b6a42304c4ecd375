/**
 * What an account's owner means by provisioning: decides and stores changes of the policy that the
 * other deciders go by.
 */
@NullMarked
package dev.rosterline.processor.policy;

import org.jspecify.annotations.NullMarked;
