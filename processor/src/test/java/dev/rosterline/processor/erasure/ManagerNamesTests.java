package dev.rosterline.processor.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.processor.erasure.TraceStore.Person;
import dev.rosterline.processor.erasure.TraceStore.Report;
import dev.rosterline.processor.publishing.CommandPublisher;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class ManagerNamesTests {

  private static final Person PERSON =
      new Person(UUID.randomUUID(), UUID.randomUUID(), List.of(), false);

  private final TraceStore traces = mock(TraceStore.class);
  private final CommandPublisher commands = mock(CommandPublisher.class);
  private final ManagerNames names = new ManagerNames(traces, commands);

  @Test
  void onlyTheVersionThatNamesTheManagerLosesThem() throws Exception {
    var report = new Report(UUID.randomUUID(), UUID.randomUUID(), 7);
    assertThat(sent(report).command())
        .isInstanceOfSatisfying(
            Command.PatchUser.class, patch -> assertThat(patch.ifMatch()).isEqualTo("W/\"7\""));
  }

  @Test
  void whoeverWasChangedMeanwhileIsAskedAnew() throws Exception {
    var member = UUID.randomUUID();
    var first = sent(new Report(member, member, 7));
    assertThat(sent(new Report(member, member, 8)).id()).isNotEqualTo(first.id());
  }

  private CommandEnvelope sent(Report report) throws Exception {
    when(traces.reports(any(), any(), any())).thenReturn(List.of(report));
    assertThat(names.drop(PERSON, List.of(), List.of("Ada"))).isTrue();
    ArgumentCaptor<List<CommandEnvelope>> sent = ArgumentCaptor.captor();
    verify(commands, atLeastOnce()).publish(sent.capture());
    return sent.getValue().getFirst();
  }
}
