package dev.rosterline.acceptance.events;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rosterline.acceptance.system.Published;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas of {@code docs/events}, as a subscriber would use them. */
final class EventSchemas {

  private static final String BASE = "https://rosterline.dev/events/schemas/";
  private static final Path FILES =
      Path.of(System.getProperty("rosterline.checkout", "..")).resolve("docs/events/schemas");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(EventSchemas::file));

  /** What is wrong with an event, by the schema of its type. */
  List<Error> ofEvent(Published event) {
    return errors(event.header("ce_type").replace("dev.rosterline.", ""), event);
  }

  List<Error> ofState(Published state) {
    return errors("member-state", state);
  }

  private List<Error> errors(String name, Published message) {
    Schema schema = registry.getSchema(SchemaLocation.of(BASE + name + ".v1.json"));
    return schema.validate(
        message.json(), context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)));
  }

  private static String file(String id) {
    try {
      return Files.readString(FILES.resolve(id.substring(BASE.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
