package dev.rosterline.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Calls the gateway by a host name that leads nowhere here: what a client sends after DNS. */
public final class HostClient {

  private final URI base;
  private final String host;

  public HostClient(String scimBase, String host) {
    this.base = URI.create(scimBase);
    this.host = host;
  }

  /** The status of a GET. */
  public int status(String path, String token) {
    var request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
            .formatted(base.getPath() + path, host, token);
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
