package dev.rosterline.local.broker;

/**
 * A broker that is a controller too.
 *
 * @param id from 1
 * @param port for clients
 */
public record Node(int id, int port, int controllerPort) {

  String address() {
    return "127.0.0.1:" + port;
  }

  String voter() {
    return id + "@127.0.0.1:" + controllerPort;
  }
}
