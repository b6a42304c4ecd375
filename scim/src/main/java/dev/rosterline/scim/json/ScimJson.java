package dev.rosterline.scim.json;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON within bounds that no honest client reaches. */
public final class ScimJson {

  public static final JsonMapper MAPPER = mapper();

  private ScimJson() {}

  private static JsonMapper mapper() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(20)
            .maxStringLength(64 * 1024)
            .maxNumberLength(32)
            .maxNameLength(1024)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  public static ObjectNode object(byte[] body) {
    JsonNode node;
    try {
      node = MAPPER.readTree(body);
    } catch (StreamConstraintsException | NumberFormatException e) {
      // The exponent of a number may be larger than any number that Java has.
      throw invalid("The body exceeds a limit: 20 levels, strings of 64 KiB, numbers of 32 digits");
    } catch (JacksonException e) {
      // Jackson's own words name classes and settings of ours.
      TokenStreamLocation at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw invalid("The body is not valid JSON" + where);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw invalid("The body must be a JSON object");
  }

  private static ScimException invalid(String detail) {
    return new ScimException(ScimType.INVALID_SYNTAX, detail);
  }
}
