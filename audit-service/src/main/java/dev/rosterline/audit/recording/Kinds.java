package dev.rosterline.audit.recording;

import dev.rosterline.audit.integrity.ActivityRow;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of operations that this process knows to be in {@code activity.kind}: so that a batch
 * which brings nothing new asks the database nothing.
 */
final class Kinds {

  /** Beyond it they are forgotten and learnt again; some dozens belong to an account. */
  private static final int MOST = 100_000;

  private static final UUID NO_TOKEN = new UUID(0, 0);

  /** Always in this order, so that two recorders wait for each other and never in a circle. */
  private static final Comparator<Kind> ORDER =
      Comparator.comparing(Kind::account)
          .thenComparing(Kind::operation)
          .thenComparing(Kind::result)
          .thenComparing(Kind::client)
          .thenComparing(Kind::token);

  record Kind(UUID account, String operation, String result, String client, UUID token) {

    static Kind of(ActivityRow row) {
      UUID token = Objects.requireNonNullElse(row.token(), NO_TOKEN);
      return new Kind(row.account(), row.operation(), row.result(), row.client(), token);
    }
  }

  private final Set<Kind> known = ConcurrentHashMap.newKeySet();

  List<Kind> fresh(List<ActivityStore.Received> batch) {
    Set<Kind> fresh = new TreeSet<>(ORDER);
    for (ActivityStore.Received received : batch) {
      Kind kind = Kind.of(received.row());
      if (!known.contains(kind)) {
        fresh.add(kind);
      }
    }
    return List.copyOf(fresh);
  }

  /** Only then they are there for everybody. */
  void committed(List<ActivityStore.Received> batch) {
    if (known.size() > MOST) {
      known.clear();
    }
    batch.forEach(received -> known.add(Kind.of(received.row())));
  }
}
