package dev.rosterline.connections;

/** Kafka or PostgreSQL is there and does not let this service in, or is not whom it expects. */
final class RefusedException extends RuntimeException {

  private final String remedy;

  RefusedException(String reason, String remedy, Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
  }

  /** What an operator may do about it. */
  String remedy() {
    return remedy;
  }
}
