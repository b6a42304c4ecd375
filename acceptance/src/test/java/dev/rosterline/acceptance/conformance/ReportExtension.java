package dev.rosterline.acceptance.conformance;

import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Holds each test against the report. A failure that the report tells is known and aborts the test;
 * any other fails it, and so does a success that the report does not tell. With {@code
 * -Dconformance.write} the results become the report instead.
 */
final class ReportExtension implements AfterTestExecutionCallback, TestExecutionExceptionHandler {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ReportExtension.class);
  private static final int LONGEST = 160;

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (failure instanceof TestAbortedException) {
      throw failure;
    }
    var results = results(context);
    if (Report.writing()) {
      results.failed.put(name(context), oneLine(failure));
    } else if (!results.known.containsKey(name(context))) {
      throw failure;
    }
    throw new TestAbortedException("a known gap: " + failure.getMessage(), failure);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    var results = results(context);
    results.ran.add(name(context));
    if (!Report.writing()
        && context.getExecutionException().isEmpty()
        && results.known.containsKey(name(context))) {
      throw new AssertionError(
          "passes now, but docs/conformance.md calls it failing; run " + Report.COMMAND);
    }
  }

  private static Results results(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Results.class, key -> new Results(), Results.class);
  }

  private static String name(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + "."
        + context.getRequiredTestMethod().getName();
  }

  /** Without what differs from run to run. */
  private static String oneLine(Throwable failure) {
    var text = String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
    var steady =
        text.replaceAll("http://[^/ ]+", "")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?", "TIME")
            .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
            .replaceAll("-[0-9a-f]{12}", "-N");
    return steady.substring(0, Math.min(LONGEST, steady.length()));
  }

  /** Of this run; becomes the report when the last test has ended. */
  private static final class Results implements AutoCloseable {

    private final SortedMap<String, String> known = Report.failing(Report.read());
    private final SortedMap<String, String> failed = new ConcurrentSkipListMap<>();

    private final Set<String> ran = ConcurrentHashMap.newKeySet();

    @Override
    public void close() {
      if (!Report.writing()) {
        return;
      }
      var tests = ConformanceTestClasses.tests();
      if (!tests.values().stream().allMatch(ran::containsAll)) {
        throw new IllegalStateException("not every test ran: the report stays as it is");
      }
      Report.write(Report.of(RequirementList.read(), tests, failed));
    }
  }
}
