package dev.rosterline.scim.schema;

import static dev.rosterline.scim.schema.Attribute.complex;
import static dev.rosterline.scim.schema.Attribute.of;
import static dev.rosterline.scim.schema.Attribute.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * The core User schema without {@code password}: nobody signs in here, so nothing secret may enter
 * the log.
 */
final class UserSchema {

  private UserSchema() {}

  static Schema create() {
    return new Schema(
        ResourceType.USER.schemaUrn(),
        "User",
        "User Account",
        Stream.of(singular(), contacts(), others()).flatMap(List::stream).toList());
  }

  private static List<Attribute> singular() {
    return List.of(
        text("userName", "Unique identifier by which the user signs in.").mandatory().unique(),
        name(),
        text("displayName", "Name of the user as it is shown to others."),
        text("nickName", "Casual way to address the user."),
        of("profileUrl", AttributeType.REFERENCE, "URL of the user's online profile.")
            .refers("external"),
        text("title", "The user's title, such as \"Vice President\"."),
        text("userType", "Relationship between the organization and the user."),
        text("preferredLanguage", "Preferred written or spoken languages, as in Accept-Language."),
        text("locale", "Default location for localizing dates, numbers and currency."),
        text("timezone", "Time zone as an IANA name, such as \"Europe/Oslo\"."),
        of("active", AttributeType.BOOLEAN, "Whether the account may be used."));
  }

  private static List<Attribute> contacts() {
    return List.of(
        valued(
            "emails",
            "E-mail addresses.",
            text("value", "E-mail address."),
            "work",
            "home",
            "other"),
        valued(
            "phoneNumbers",
            "Telephone numbers.",
            text("value", "Telephone number."),
            "work",
            "home",
            "mobile",
            "fax",
            "pager",
            "other"),
        valued(
            "ims",
            "Instant messaging addresses.",
            text("value", "Instant messaging address."),
            "aim",
            "gtalk",
            "icq",
            "xmpp",
            "msn",
            "skype",
            "qq",
            "yahoo",
            "other"),
        valued(
            "photos",
            "URLs of photos of the user.",
            of("value", AttributeType.REFERENCE, "URL of a photo.").refers("external"),
            "photo",
            "thumbnail"));
  }

  private static List<Attribute> others() {
    return List.of(
        addresses(),
        groups(),
        valued(
            "entitlements", "Things the user is entitled to.", text("value", "The entitlement.")),
        valued("roles", "Roles of the user.", text("value", "The role.")),
        valued(
            "x509Certificates",
            "Certificates issued to the user.",
            of("value", AttributeType.BINARY, "One DER certificate, base64 encoded.")));
  }

  private static Attribute name() {
    return complex(
        "name",
        "The components of the user's name.",
        List.of(
            text("formatted", "The full name, formatted for display."),
            text("familyName", "The family name."),
            text("givenName", "The given name."),
            text("middleName", "The middle name."),
            text("honorificPrefix", "The title before the name, such as \"Ms.\"."),
            text("honorificSuffix", "The suffix of the name, such as \"III\".")));
  }

  private static Attribute valued(
      String name, String description, Attribute value, String... types) {
    return complex(
            name,
            description,
            List.of(
                value,
                text("display", "Name of the value, for display."),
                text("type", "Label of the value's function.").canonical(types),
                of(
                    "primary",
                    AttributeType.BOOLEAN,
                    "Whether this is the preferred value; true at most once.")))
        .many();
  }

  private static Attribute addresses() {
    return complex(
            "addresses",
            "Physical mailing addresses.",
            List.of(
                text("formatted", "The full address, formatted for display."),
                text("streetAddress", "Street, house number, box."),
                text("locality", "City."),
                text("region", "State or region."),
                text("postalCode", "Postal code."),
                text("country", "Country."),
                text("type", "Label of the address's function.").canonical("work", "home", "other"),
                of(
                    "primary",
                    AttributeType.BOOLEAN,
                    "Whether this is the preferred address; true at most once.")))
        .many();
  }

  private static Attribute groups() {
    return complex(
            "groups",
            "Groups the user belongs to; changed through the group.",
            List.of(
                text("value", "Identifier of the group.").mutability(Mutability.READ_ONLY),
                of("$ref", AttributeType.REFERENCE, "URI of the group.")
                    .refers("Group")
                    .mutability(Mutability.READ_ONLY),
                text("display", "Display name of the group.").mutability(Mutability.READ_ONLY),
                text("type", "Kind of membership.")
                    .canonical("direct", "indirect")
                    .mutability(Mutability.READ_ONLY)))
        .many()
        .mutability(Mutability.READ_ONLY);
  }
}
