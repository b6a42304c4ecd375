package dev.rosterline.contract;

/**
 * Where the gateway instance that waits for an outcome reads its replies.
 *
 * @param instance name of the gateway instance; two instances may share a partition and ignore each
 *     other's replies
 * @param partition of {@link Topics#REPLIES}
 */
public record ReplyAddress(String instance, int partition) {}
