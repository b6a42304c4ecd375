package dev.rosterline.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Reply;
import dev.rosterline.gateway.dispatch.TestGateway;
import dev.rosterline.gateway.lookup.Representation;
import dev.rosterline.gateway.lookup.ResourceLookup;
import dev.rosterline.gateway.lookup.StoredResource;
import dev.rosterline.gateway.reply.Expected.Form;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReplyMapperTests {

  private final ResourceLookup lookup = mock(ResourceLookup.class);
  private final ReplyMapper mapper = new ReplyMapper(TestGateway.representations(), lookup);

  @Test
  void createdHasLocationVersionAndWhatWasSent() {
    ScimResponse answer = answer(Form.CREATED, "{\"userName\":\"sent\"}", reply(201, null, null));

    assertThat(answer.statusCode().value()).isEqualTo(201);
    assertThat(answer.headers().getFirst(HttpHeaders.LOCATION))
        .endsWith("/Users/" + TestGateway.ID);
    assertThat(answer.headers().getETag()).isEqualTo("W/\"4\"");
    assertThat(text(answer)).contains("\"sent\"").contains(TestGateway.ID.toString());
  }

  @Test
  void documentOfTheProcessorWinsOverWhatWasSent() {
    ScimResponse answer =
        answer(Form.UPDATED, "{\"a\":1}", reply(200, null, "{\"userName\":\"stored\"}"));

    assertThat(answer.statusCode().value()).isEqualTo(200);
    for (String header : List.of(HttpHeaders.LOCATION, HttpHeaders.CONTENT_LOCATION)) {
      assertThat(answer.headers().getFirst(header)).endsWith("/Users/" + TestGateway.ID);
    }
    assertThat(text(answer)).contains("stored").doesNotContain("\"a\"");
  }

  @Test
  void emptyIs204WhateverTheReplyHolds() {
    ScimResponse answer = answer(Form.EMPTY, null, reply(200, null, "{}"));

    assertThat(answer.statusCode().value()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void refusalKeepsStatusKeywordAndSentence() {
    ScimResponse answer = answer(Form.CREATED, "{}", reply(409, "uniqueness", null));

    assertThat(answer.statusCode().value()).isEqualTo(409);
    assertThat(text(answer)).contains("\"scimType\":\"uniqueness\"").contains("because");
  }

  @Test
  void keywordOfANewerProcessorIsLeftOut() {
    ScimResponse answer = answer(Form.CREATED, "{}", reply(400, "invalidMood", null));

    assertThat(text(answer)).doesNotContain("scimType").contains("\"status\":\"400\"");
  }

  @Test
  void largeGroupIsWrittenInPartsAndNeverHeld() {
    StoredResource group =
        new StoredResource(TestGateway.ID, 9, Instant.EPOCH, Instant.EPOCH, "{}");
    AtomicInteger read = new AtomicInteger();
    Flux<String> parts = Flux.range(0, 3).map(i -> "part" + read.incrementAndGet());
    when(lookup.group(any(), any(), any()))
        .thenReturn(Mono.just(new Representation(group, null, parts)));

    Expected expected =
        new Expected(
            Form.LOOKED_UP,
            ResourceType.GROUP,
            Projection.of(ResourceType.GROUP, null, null),
            null);
    ScimResponse answer =
        mapper
            .answer(expected, TestGateway.ACCOUNT, TestGateway.ID, reply(200, null, null))
            .block();

    assertThat(answer).isNotNull();
    assertThat(read).hasValue(0);
    assertThat(answer.headers().getETag()).isEqualTo("W/\"9\"");
    assertThat(answer.headers().getContentLength()).isEqualTo(-1);
    var exchange = MockServerWebExchange.from(MockServerHttpRequest.patch("/"));
    answer.writeTo(exchange, mock(ServerResponse.Context.class)).block();
    assertThat(exchange.getResponse().getBodyAsString().block()).isEqualTo("part1part2part3");
  }

  @Test
  void resourceThatIsGoneMeanwhileIs404() {
    when(lookup.user(any(), any())).thenReturn(Mono.empty());

    assertThat(answer(Form.UPDATED, null, reply(200, null, null)).statusCode().value())
        .isEqualTo(404);
  }

  private ScimResponse answer(Form form, @Nullable String sent, Reply reply) {
    Expected expected =
        new Expected(form, ResourceType.USER, Projection.of(ResourceType.USER, null, null), sent);
    return (ScimResponse)
        mapper.answer(expected, TestGateway.ACCOUNT, TestGateway.ID, reply).block();
  }

  private static Reply reply(int status, @Nullable String scimType, @Nullable String document) {
    return new Reply(
        new CommandId(UUID.randomUUID()),
        status,
        scimType,
        "because",
        4,
        TestGateway.NOW,
        TestGateway.NOW,
        document);
  }

  private static String text(ScimResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
