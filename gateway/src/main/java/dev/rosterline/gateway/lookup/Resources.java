package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.json.Projection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what a change is answered with. */
@Component
class Resources implements ResourceLookup {

  private final DirectoryStore directory;
  private final ResourceWriter writer;

  Resources(DirectoryStore directory, ResourceWriter writer) {
    this.directory = directory;
    this.writer = writer;
  }

  @Override
  public Mono<StoredResource> user(AccountId account, ScimId id) {
    return directory.user(account, id);
  }

  @Override
  public Mono<Representation> group(AccountId account, ScimId id, Projection projection) {
    return directory
        .groupPart(account, id, projection.includes("members"))
        .map(
            found ->
                new Representation(
                    found.resource(),
                    found.lastMember() == null ? writer.text(found, projection) : null,
                    writer.texts(account, found, projection)));
  }
}
