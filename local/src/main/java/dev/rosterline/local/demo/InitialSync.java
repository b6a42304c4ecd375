package dev.rosterline.local.demo;

import dev.rosterline.local.processes.LocalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Sends a plan as Okta would: all users, then the groups and who is in them, then what changes
 * afterwards.
 */
final class InitialSync {

  private static final int CONCURRENCY = 16;

  /** What came of it: the ids of the groups, and how long the users took. */
  record Result(List<String> groups, Duration usersTook) {}

  private final SyncPlan plan;
  private final OktaRequests okta;
  private final Progress progress;
  private final ConcurrentHashMap<Integer, String> userIds = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, String> groupIds = new ConcurrentHashMap<>();

  InitialSync(SyncPlan plan, OktaRequests okta, Progress progress) {
    this.plan = plan;
    this.okta = okta;
    this.progress = progress;
  }

  Result run() {
    try (var workers = Executors.newFixedThreadPool(CONCURRENCY)) {
      var begun = System.nanoTime();
      each(workers, "users", numbers(plan.users()), this::pushUser);
      var took = Duration.ofNanos(System.nanoTime() - begun);
      each(workers, "groups", numbers(plan.groups()), this::pushGroup);
      okta.rename(id(groupIds, 0), plan.groupName(0) + " (all)");
      okta.pushAgain(plan.person(plan.removed()));
      each(workers, "deactivations", plan.deactivated(), n -> okta.deactivate(id(userIds, n)));
      okta.delete(id(userIds, plan.removed()));
      return new Result(List.copyOf(groupIds.values()), took);
    }
  }

  private void pushUser(int number) {
    userIds.put(number, okta.push(plan.person(number)));
  }

  private void pushGroup(int group) {
    var id = okta.createGroup(plan.groupName(group));
    groupIds.put(group, id);
    var members = plan.memberships().get(group);
    for (var from = 0; from < members.size(); from += SyncPlan.BATCH) {
      var batch = members.subList(from, Math.min(from + SyncPlan.BATCH, members.size()));
      okta.addMembers(id, batch.stream().map(number -> id(userIds, number)).toList());
    }
  }

  private static String id(ConcurrentHashMap<Integer, String> ids, int number) {
    return ids.getOrDefault(number, "");
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private interface Work {
    void on(int number);
  }

  private void each(ExecutorService workers, String what, List<Integer> numbers, Work work) {
    progress.begin(what, numbers.size());
    var running = new ArrayList<Future<?>>();
    for (var number : numbers) {
      running.add(
          workers.submit(
              () -> {
                work.on(number);
                progress.advance();
              }));
    }
    running.forEach(InitialSync::join);
    progress.end();
  }

  private static void join(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new LocalException("the sync stopped: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted", e);
    }
  }
}
