package dev.rosterline.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Clients that hang up while their list is read take no connection to the database with them. */
@AcceptanceTest
class DroppedConnectionsAcceptanceTests {

  private static final int PEOPLE = 300;
  private static final int CLIENTS = 600;
  private static final int AT_ONCE = 40;
  private static final int LONGEST_MILLIS = 40;

  private static final String BUSY =
      """
      select count(*) from pg_stat_activity
       where application_name = 'rosterline-gateway' and state <> 'idle' and query not like 'listen%'
      """;

  @Test
  void clientsThatHangUpLeaveThePoolWhole(RosterlineSystem system) throws Exception {
    var account = system.account("Dropped connections", 0);
    fill(account);
    var seed = System.nanoTime();
    var random = new Random(seed);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < CLIENTS; i++) {
        var path = i % 2 == 0 ? "/Users?count=300" : "/Users?filter=displayName%20co%20%22e%22";
        var patience = Duration.ofMillis(random.nextInt(LONGEST_MILLIS));
        threads.execute(() -> hangUp(account, path, patience));
      }
    }
    Awaitility.await("seed " + seed)
        .atMost(Duration.ofSeconds(10))
        .until(() -> system.database().count(BUSY) == 0);
    // More than the pool has connections, each as quick as ever.
    for (int i = 0; i < 30; i++) {
      var answer =
          account.okta().get("/Users?filter=displayName%20co%20%22e%22").expectList(PEOPLE);
      assertThat(answer.took()).isLessThan(Duration.ofSeconds(2));
    }
    assertThat(Files.readString(system.data().resolve("logs/gateway-1.log")))
        .doesNotContain("LEAK:");
  }

  private static void fill(Account account) {
    for (int bulk = 0; bulk < 3; bulk++) {
      var first = bulk * PEOPLE / 3;
      var operations =
          IntStream.range(first, first + PEOPLE / 3)
              .mapToObj(DroppedConnectionsAcceptanceTests::create)
              .collect(Collectors.joining(","));
      var body =
          "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":["
              + operations
              + "]}";
      account
          .client("bulk")
          .withContentType("application/scim+json")
          .post("/Bulk", body)
          .expect(200);
    }
  }

  private static String create(int number) {
    return """
        {"method":"POST","path":"/Users","bulkId":"b%1$d","data":{
          "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
          "userName":"person%1$d","displayName":"Person e %1$d"}}
        """
        .formatted(number);
  }

  /** Sends a request and is gone a moment later, whatever has been answered. */
  private static void hangUp(Account account, String path, Duration patience) {
    var base = URI.create(account.scimBase());
    var head =
        "GET %s%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(base.getPath(), path, base.getAuthority(), account.token());
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      // Closing resets the connection instead of saying good-bye.
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      LockSupport.parkNanos(patience.toNanos());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
