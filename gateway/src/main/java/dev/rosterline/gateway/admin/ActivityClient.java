package dev.rosterline.gateway.admin;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.util.UriBuilder;
import reactor.core.publisher.Mono;

/**
 * Asks the audit-service on behalf of an admin; the account is the one the admin may see, whatever
 * the query says.
 */
@Component
public class ActivityClient {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final List<String> PARAMETERS =
      List.of("operation", "result", "q", "from", "to", "limit", "cursor");

  private final WebClient audit;
  private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("audit-service");

  ActivityClient(AdminProperties properties) {
    this.audit =
        WebClient.builder()
            .baseUrl(properties.auditUrl())
            .defaultHeader("X-Rosterline-Key", properties.auditKey())
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
            .build();
  }

  public Mono<ResponseEntity<byte[]>> get(
      String path, UUID account, MultiValueMap<String, String> query) {
    return audit
        .get()
        .uri(uri -> uri(uri.path(path), account, query))
        .exchangeToMono(response -> response.toEntity(byte[].class))
        .timeout(LIMIT)
        .flatMap(ActivityClient::understood)
        .transformDeferred(CircuitBreakerOperator.of(breaker))
        .onErrorMap(
            ActivityClient::isAway,
            _ -> new AdminException(503, "The activity log cannot be read at the moment"));
  }

  /**
   * Only parameters that the audit-service knows, and the account last. Values travel as template
   * variables, which are encoded strictly: a plus or ampersand in a search stays one.
   */
  private static URI uri(UriBuilder uri, UUID account, MultiValueMap<String, String> query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : PARAMETERS) {
      String value = query.getFirst(name);
      if (value != null) {
        values.put(name, value);
      }
    }
    values.put("account", account.toString());
    values.keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
    return uri.build(values);
  }

  /** An answer about the admin's question is theirs; any other is the system's trouble. */
  private static Mono<ResponseEntity<byte[]>> understood(ResponseEntity<byte[]> answer) {
    int status = answer.getStatusCode().value();
    return status == 200 || status == 400
        ? Mono.just(answer)
        : Mono.error(new IllegalStateException("the audit-service answered " + status));
  }

  private static boolean isAway(Throwable failure) {
    return failure instanceof WebClientException
        || failure instanceof IllegalStateException
        || failure instanceof CallNotPermittedException
        || failure instanceof java.util.concurrent.TimeoutException;
  }
}
