package dev.rosterline.acceptance.system;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a {@link RosterlineSystem} to whichever test asks for it: started with the first, stopped
 * after the last of the whole run.
 */
final class RosterlineExtension implements ParameterResolver, TestExecutionExceptionHandler {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RosterlineExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RosterlineSystem.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return system(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    var store = context.getRoot().getStore(NAMESPACE);
    var attempt = store.get(Attempt.class, Attempt.class);
    if (attempt != null && attempt.system != null) {
      System.err.println(context.getDisplayName() + " failed. " + attempt.system.logTails());
    }
    throw failure;
  }

  private static RosterlineSystem system(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Attempt.class, key -> new Attempt(), Attempt.class)
        .system();
  }

  /** The one start of this run: when it failed, no test tries again. */
  private static final class Attempt implements AutoCloseable {

    private @Nullable RosterlineSystem system;
    private @Nullable RuntimeException failure;

    Attempt() {
      try {
        system = RosterlineSystem.start();
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    RosterlineSystem system() {
      if (system == null) {
        throw new IllegalStateException("the system did not start", failure);
      }
      return system;
    }

    @Override
    public void close() {
      if (system != null) {
        system.close();
      }
    }
  }
}
