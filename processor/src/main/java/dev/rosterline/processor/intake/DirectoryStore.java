package dev.rosterline.processor.intake;

import dev.rosterline.processor.brake.BrakeStore;
import dev.rosterline.processor.brake.Brakes;
import dev.rosterline.processor.groups.GroupStore;
import dev.rosterline.processor.groups.Groups;
import dev.rosterline.processor.members.MemberStore;
import dev.rosterline.processor.members.Members;
import dev.rosterline.processor.policy.Policies;
import dev.rosterline.processor.policy.PolicyStore;
import dev.rosterline.processor.roles.DerivationStore;
import dev.rosterline.processor.roles.Derivations;
import io.r2dbc.spi.Connection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All that a batch may touch of the directory, loaded and saved at once. */
@Component
class DirectoryStore {

  /** As it stands before the batch. */
  record Loaded(
      Members members, Groups groups, Policies policies, Brakes brakes, Derivations derivations) {}

  private final MemberStore members;
  private final GroupStore groups;
  private final PolicyStore policies;
  private final BrakeStore brakes;
  private final DerivationStore derivations;

  DirectoryStore(
      MemberStore members,
      GroupStore groups,
      PolicyStore policies,
      BrakeStore brakes,
      DerivationStore derivations) {
    this.members = members;
    this.groups = groups;
    this.policies = policies;
    this.brakes = brakes;
    this.derivations = derivations;
  }

  Mono<Loaded> load(Connection connection, List<Item> items) {
    return Mono.zipDelayError(
            members.load(connection, Batch.memberKeys(items)),
            groups.load(connection, Batch.groupKeys(items)),
            policies.load(connection, Batch.policyKeys(items)),
            brakes.load(connection, Batch.brakeKeys(items)),
            derivations.load(connection, Batch.standingKeys(items)))
        .map(
            loaded ->
                new Loaded(
                    loaded.getT1(),
                    loaded.getT2(),
                    loaded.getT3(),
                    loaded.getT4(),
                    loaded.getT5()));
  }

  Mono<Void> save(Connection connection, WorkingState state) {
    return derivations
        .save(connection, state.derivations())
        .then(Mono.defer(() -> members.save(connection, state.members())))
        .flatMap(DirectoryStore::complete)
        .then(Mono.defer(() -> groups.save(connection, state.groups())))
        .flatMap(DirectoryStore::complete)
        .then(Mono.defer(() -> policies.save(connection, state.policies())))
        .then(Mono.defer(() -> brakes.save(connection, state.brakes())))
        .then();
  }

  private static Mono<Boolean> complete(boolean complete) {
    return complete ? Mono.just(true) : Mono.error(new NameTakenException());
  }
}
