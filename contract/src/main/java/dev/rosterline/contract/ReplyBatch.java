package dev.rosterline.contract;

import java.util.List;

/** All replies of one processor batch for one gateway instance, in one record. */
public record ReplyBatch(String instance, List<Reply> replies) {

  public ReplyBatch {
    replies = List.copyOf(replies);
  }
}
