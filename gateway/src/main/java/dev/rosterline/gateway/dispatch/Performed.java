package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.reply.ScimResponse;

/**
 * A write that was decided. Whoever answers the client must run one of {@code delivered} and {@code
 * lost}: the first when the client has the answer, the second when it never gets it.
 */
public record Performed(
    ScimId resource, ScimResponse response, Runnable delivered, Runnable lost) {}
