package dev.rosterline.scim.schema;

import static dev.rosterline.scim.schema.Attribute.complex;
import static dev.rosterline.scim.schema.Attribute.of;
import static dev.rosterline.scim.schema.Attribute.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schemas the server knows; names are found in any letter case (RFC 7643, 2.1).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-8.7.1">RFC 7643, 8.7.1</a> with
 *     errata 5368, 6001, 6004, 8471, 8472
 */
public final class Schemas {

  public static final String ENTERPRISE_URN =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  public static final Schema USER = UserSchema.create();
  public static final Schema ENTERPRISE_USER = EnterpriseUserSchema.create();
  public static final Schema GROUP = GroupSchema.create();

  /** In the order in which /Schemas lists them. */
  public static final List<Schema> ALL = List.of(USER, ENTERPRISE_USER, GROUP);

  private static final List<Schema> USER_EXTENSIONS = List.of(ENTERPRISE_USER);

  /** The attributes every resource has although no schema lists them (RFC 7643, 3.1). */
  public static final List<Attribute> COMMON =
      List.of(
          of("schemas", AttributeType.REFERENCE, "URNs of the schemas of this resource.")
              .many()
              .mandatory()
              .always(),
          text("id", "Identifier issued by the server.")
              .exact()
              .unique()
              .mutability(Mutability.READ_ONLY)
              .always(),
          text("externalId", "Identifier issued by the client.").exact(),
          complex(
                  "meta",
                  "Facts about the resource.",
                  List.of(
                      text("resourceType", "Name of the resource type.")
                          .exact()
                          .mutability(Mutability.READ_ONLY),
                      of("created", AttributeType.DATE_TIME, "When it was created.")
                          .mutability(Mutability.READ_ONLY),
                      of("lastModified", AttributeType.DATE_TIME, "When it last changed.")
                          .mutability(Mutability.READ_ONLY),
                      of("location", AttributeType.REFERENCE, "Its URI.")
                          .mutability(Mutability.READ_ONLY),
                      text("version", "Its entity tag.").exact().mutability(Mutability.READ_ONLY)))
              .mutability(Mutability.READ_ONLY));

  private Schemas() {}

  public static Schema core(ResourceType type) {
    return switch (type) {
      case USER -> USER;
      case GROUP -> GROUP;
    };
  }

  public static List<Schema> extensions(ResourceType type) {
    return switch (type) {
      case USER -> userExtensions(AccountSchemas.current());
      case GROUP -> List.of();
    };
  }

  private static List<Schema> userExtensions(List<Schema> declared) {
    if (declared.isEmpty()) {
      return USER_EXTENSIONS;
    }
    List<Schema> all = new ArrayList<>(USER_EXTENSIONS);
    all.addAll(declared);
    return all;
  }

  /** All that an account sees, in the order in which /Schemas lists them. */
  public static List<Schema> published() {
    List<Schema> all = new ArrayList<>(ALL);
    all.addAll(AccountSchemas.current());
    return all;
  }

  /** A published schema by its URN in any letter case. */
  public static @Nullable Schema schema(String urn) {
    for (Schema schema : ALL) {
      if (schema.urn().equalsIgnoreCase(urn)) {
        return schema;
      }
    }
    return AccountSchemas.find(urn);
  }

  /** An extension of that resource type by its URN in any letter case. */
  public static @Nullable Schema extension(ResourceType type, String urn) {
    for (Schema schema : extensions(type)) {
      if (schema.urn().equalsIgnoreCase(urn)) {
        return schema;
      }
    }
    return null;
  }

  /** A core or common attribute of that resource type by its plain name. */
  public static @Nullable Attribute attribute(ResourceType type, String name) {
    Attribute attribute = core(type).attribute(name);
    return attribute != null ? attribute : Attribute.find(COMMON, name);
  }
}
