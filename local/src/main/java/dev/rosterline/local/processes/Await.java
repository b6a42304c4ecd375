package dev.rosterline.local.processes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a child is up; notices at once when it died instead. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Await() {}

  /** Waits until something accepts connections on the port. */
  public static void port(Child child, int port, Duration limit) {
    until(child, "accepts connections on port " + port, limit, () -> accepts(port));
  }

  /** Waits until the address answers 200. */
  public static void ok(Child child, URI address, Duration limit) {
    try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      until(child, "answers 200 on " + address, limit, () -> answersOk(client, address));
    }
  }

  private static void until(Child child, String what, Duration limit, BooleanSupplier condition) {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (!child.isAlive()) {
        throw new LocalException(Obituary.of(child, "died while starting"));
      }
      if (System.nanoTime() > end) {
        throw new LocalException(
            Obituary.of(child, "never " + what + " within " + limit.toSeconds() + " s"));
      }
      pause(PAUSE);
    }
  }

  /** Sleeps; an interrupt is the end of the launcher. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted", e);
    }
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answersOk(HttpClient client, URI address) {
    try {
      var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(3)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
