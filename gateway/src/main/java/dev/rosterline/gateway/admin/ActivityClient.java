package dev.rosterline.gateway.admin;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/**
 * Asks the audit-service on behalf of an admin; the account is the one the admin may see, whatever
 * the query says.
 */
@Component
class ActivityClient {

  private static final Duration LIMIT = Duration.ofSeconds(5);

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

  Mono<ResponseEntity<byte[]>> get(String path, UUID account, MultiValueMap<String, String> query) {
    MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>(query);
    parameters.set("account", account.toString());
    return audit
        .get()
        .uri(
            uri ->
                uri.path(path)
                    .queryParams(encodable(parameters))
                    .build(parameters.toSingleValueMap()))
        .exchangeToMono(response -> response.toEntity(byte[].class))
        .timeout(LIMIT)
        .transformDeferred(CircuitBreakerOperator.of(breaker))
        .onErrorMap(
            ActivityClient::isAway,
            _ -> new AdminException(503, "The activity log cannot be read at the moment"));
  }

  /**
   * Values travel as template variables, which are encoded strictly: a plus or ampersand in a
   * search stays one.
   */
  private static MultiValueMap<String, String> encodable(MultiValueMap<String, String> parameters) {
    MultiValueMap<String, String> templates = new LinkedMultiValueMap<>();
    parameters.keySet().forEach(name -> templates.set(name, "{" + name + "}"));
    return templates;
  }

  private static boolean isAway(Throwable failure) {
    return failure instanceof WebClientException
        || failure instanceof CallNotPermittedException
        || failure instanceof java.util.concurrent.TimeoutException;
  }
}
