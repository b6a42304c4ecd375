package dev.rosterline.gateway.discovery;

import dev.rosterline.gateway.error.NotAllowedRoutes;
import dev.rosterline.gateway.error.ScimErrorHandler;
import dev.rosterline.gateway.error.ScimErrorWriter;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.paging.PagingProperties;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

class DiscoveryRoutesTests {

  private final WebTestClient client =
      WebTestClient.bindToServer(
              new HttpHandlerConnector(
                  WebHttpHandlerBuilder.webHandler(
                          RouterFunctions.toWebHandler(
                              new DiscoveryRoutes()
                                  .discovery(
                                      new RepresentationWriter("http://localhost:8080/"),
                                      new PagingProperties(Duration.ofMinutes(7), 0))
                                  .and(new NotAllowedRoutes().notAllowed())))
                      .exceptionHandler(new ScimErrorHandler(new ScimErrorWriter(), List.of()))
                      .build()))
          .build();

  @ParameterizedTest
  @CsvSource({
    "GET, /ServiceProviderConfig, 200",
    "GET, /Schemas, 200",
    "GET, /Schemas?startIndex=2&count=1, 200",
    "GET, /Schemas/urn:ietf:params:scim:schemas:core:2.0:User, 200",
    "GET, /Schemas/urn:ietf:params:scim:api:messages:2.0:ListResponse, 404",
    "GET, /ResourceTypes, 200",
    "GET, /ResourceTypes/User, 200",
    "GET, /ResourceTypes/Robot, 404",
    "GET, /Schemas?filter=name+pr, 403",
    "GET, /ResourceTypes?filter=name+pr, 403",
    "GET, /ServiceProviderConfig?filter=x, 403",
    "POST, /Schemas, 405",
    "PUT, /ServiceProviderConfig, 405",
    "DELETE, /ResourceTypes/User, 405",
    "PATCH, /Schemas/x, 405",
    "GET, /Me, 501",
    "POST, /Me, 501",
    "PUT, /Me, 501",
    "PATCH, /Me, 501",
    "DELETE, /Me, 501",
    "GET, /.search, 405",
    "DELETE, '', 405",
    "POST, /, 405",
    "GET, /Robots, 404",
  })
  void eachPathHasItsAnswer(HttpMethod method, String path, int status) {
    var answer =
        client.method(method).uri(java.net.URI.create("/scim/v2" + path)).exchange().expectStatus();
    var body = answer.isEqualTo(status).expectHeader().contentType("application/scim+json");
    if (status != 200) {
      body.expectBody()
          .jsonPath("$.status")
          .isEqualTo(Integer.toString(status))
          .jsonPath("$.detail")
          .isNotEmpty();
    }
  }

  @Test
  void wrongMethodNamesTheRightOne() {
    client
        .delete()
        .uri("/scim/v2/Schemas")
        .exchange()
        .expectHeader()
        .valueEquals("Allow", "GET,HEAD");
  }

  @Test
  void pagingIsToldAsItIs() {
    client
        .get()
        .uri("/scim/v2/ServiceProviderConfig")
        .exchange()
        .expectBody()
        .jsonPath("$.pagination.cursor")
        .isEqualTo(true)
        .jsonPath("$.pagination.index")
        .isEqualTo(true)
        .jsonPath("$.pagination.defaultPaginationMethod")
        .isEqualTo("index")
        .jsonPath("$.pagination.defaultPageSize")
        .isEqualTo(100)
        .jsonPath("$.pagination.maxPageSize")
        .isEqualTo(200)
        .jsonPath("$.pagination.cursorTimeout")
        .isEqualTo(420)
        .jsonPath("$.filter.maxResults")
        .isEqualTo(200)
        .jsonPath("$.sort.supported")
        .isEqualTo(true);
  }

  @Test
  void addressesAreAbsolute() {
    client
        .get()
        .uri("/scim/v2/ResourceTypes/User")
        .exchange()
        .expectBody()
        .jsonPath("$.meta.location")
        .isEqualTo("http://localhost:8080/scim/v2/ResourceTypes/User");
  }

  @ParameterizedTest
  @CsvSource({
    "Jersey/3.1.10 (HttpUrlConnection 25.0.3), false",
    "Jersey/2.39 (Apache HttpClient 4.5), false",
    "curl/8.5.0, true",
    "Okta SCIM Client 1.0.0, true"
  })
  void clientThatStumblesOverEventsIsNotToldOfThem(String userAgent, boolean told) {
    var event =
        client
            .get()
            .uri("/scim/v2/ServiceProviderConfig")
            .header("User-Agent", userAgent)
            .exchange()
            .expectHeader()
            .valueEquals("Vary", "User-Agent")
            .expectBody()
            .jsonPath("$.pagination")
            .exists()
            .jsonPath("$.securityEvents");
    if (told) {
      event.exists();
    } else {
      event.doesNotExist();
    }
  }
}
