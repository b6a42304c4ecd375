package dev.rosterline.processor.publishing;

/** What this process owns of the command topics and how far it has applied it; by {@link Place}. */
public interface Progress {

  /** Whether the members of the partition are ours to write. */
  boolean isOwned(int place);

  /** The offset before which everything of an owned partition is committed; 0 if none was yet. */
  long applied(int place);

  /** Whether commands came lately that are not the processor's own. */
  boolean isShared();
}
