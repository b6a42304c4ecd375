package dev.rosterline.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that fails on demand. Its sharpest fault: what the client asks for reaches the
 * server and is done, and the answer never comes back.
 */
public final class FaultProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answersLost = new AtomicInteger();

  private volatile byte @Nullable [] fatal;
  private volatile int everyNth = 1;
  private final AtomicInteger seen = new AtomicInteger();
  private volatile Duration delay = Duration.ZERO;

  private FaultProxy(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("fault-proxy").start(this::accept);
  }

  public static FaultProxy to(String host, int port) {
    return new FaultProxy(host, port);
  }

  /** Where clients connect, on the loopback address. */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Every nth time that a client sends these words, the server gets them, and the connection is
   * reset as soon as it has answered.
   */
  public void loseAnswersTo(String words, int nth) {
    everyNth = nth;
    fatal = words.getBytes(StandardCharsets.US_ASCII);
  }

  public void loseNothing() {
    fatal = null;
  }

  /** Everything takes longer, in each direction. */
  public void delay(Duration each) {
    delay = each;
  }

  public int answersLost() {
    return answersLost.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(host, port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Connection connection = new Connection(client, server);
        Thread.ofVirtual().start(connection::toServer);
        Thread.ofVirtual().start(connection::toClient);
      } catch (IOException e) {
        // The listener was closed, or the server is away: the client notices.
      }
    }
  }

  /** Two directions; each ends both. */
  private final class Connection {

    private final Socket client;
    private final Socket server;
    private volatile boolean doomed;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void toServer() {
      copy(client, server, true);
    }

    void toClient() {
      copy(server, client, false);
    }

    private void copy(Socket from, Socket to, boolean request) {
      byte[] buffer = new byte[64 * 1024];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          LockSupport.parkNanos(delay.toNanos());
          if (request) {
            doomed |= isFatal(buffer, length);
          } else if (doomed) {
            answersLost.incrementAndGet();
            break;
          }
          out.write(buffer, 0, length);
        }
      } catch (IOException e) {
        // One side is gone; so is the other one now.
      }
      reset();
    }

    private boolean isFatal(byte[] buffer, int length) {
      byte[] words = fatal;
      return words != null
          && contains(buffer, length, words)
          && seen.incrementAndGet() % everyNth == 0;
    }

    private void reset() {
      for (Socket socket : new Socket[] {client, server}) {
        open.remove(socket);
        try {
          socket.setSoLinger(true, 0);
          socket.close();
        } catch (IOException e) {
          // It is closed already.
        }
      }
    }
  }

  private static boolean contains(byte[] buffer, int length, byte[] words) {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1)
        .contains(new String(words, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
