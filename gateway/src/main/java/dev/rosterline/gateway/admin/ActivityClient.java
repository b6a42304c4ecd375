package dev.rosterline.gateway.admin;

import dev.rosterline.gateway.error.RetryLaterException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(ActivityClient.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final List<String> PARAMETERS =
      List.of(
          "operation",
          "result",
          "q",
          "resource",
          "client",
          "token",
          "from",
          "to",
          "limit",
          "cursor",
          "step");

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
            _ ->
                RetryLaterException.unavailable(
                    "The activity log cannot be read at the moment", RETRY_AFTER));
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

  /**
   * An answer about the admin's question is theirs. A failure of the audit-service may pass; any
   * other answer, such as 401 to a wrong key, does not by waiting: 502 (RFC 9110, section 15.6.3).
   */
  private static Mono<ResponseEntity<byte[]>> understood(ResponseEntity<byte[]> answer) {
    int status = answer.getStatusCode().value();
    if (status == 200 || status == 400 || status == 404) {
      return Mono.just(answer);
    }
    LOG.warn("the audit-service answered {}", status);
    return Mono.error(
        status == 429 || answer.getStatusCode().is5xxServerError()
            ? new IllegalStateException("the audit-service answered " + status)
            : new AdminException(502, "The activity log gave an answer of no use"));
  }

  private static boolean isAway(Throwable failure) {
    return failure instanceof WebClientException
        || failure instanceof IllegalStateException
        || failure instanceof CallNotPermittedException
        || failure instanceof java.util.concurrent.TimeoutException;
  }
}
