package dev.rosterline.scim.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute or sub-attribute with its characteristics.
 *
 * @param closed whether values beside the canonical ones are refused
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-7">RFC 7643, 7</a>
 */
public record Attribute(
    String name,
    AttributeType type,
    boolean multiValued,
    boolean required,
    boolean caseExact,
    Mutability mutability,
    Returned returned,
    Uniqueness uniqueness,
    List<String> referenceTypes,
    List<String> canonicalValues,
    boolean closed,
    List<Attribute> subAttributes,
    String description) {

  public Attribute {
    referenceTypes = List.copyOf(referenceTypes);
    canonicalValues = List.copyOf(canonicalValues);
    subAttributes = List.copyOf(subAttributes);
  }

  /** The sub-attribute of that name in any letter case. */
  public @Nullable Attribute sub(String subName) {
    return find(subAttributes, subName);
  }

  public boolean isComplex() {
    return type == AttributeType.COMPLEX;
  }

  public boolean isReadOnly() {
    return mutability == Mutability.READ_ONLY;
  }

  static @Nullable Attribute find(List<Attribute> attributes, String name) {
    for (Attribute attribute : attributes) {
      if (attribute.name.equalsIgnoreCase(name)) {
        return attribute;
      }
    }
    return null;
  }

  static Attribute text(String name, String description) {
    return of(name, AttributeType.STRING, description);
  }

  static Attribute of(String name, AttributeType type, String description) {
    // A reference and a binary compare exactly (RFC 7643, 2.3.6 and 2.3.7, erratum 6001).
    boolean exact = type == AttributeType.REFERENCE || type == AttributeType.BINARY;
    return new Attribute(
        name,
        type,
        false,
        false,
        exact,
        Mutability.READ_WRITE,
        Returned.DEFAULT,
        Uniqueness.NONE,
        List.of(),
        List.of(),
        false,
        List.of(),
        description);
  }

  static Attribute complex(String name, String description, List<Attribute> subs) {
    Attribute base = of(name, AttributeType.COMPLEX, description);
    return base.with(false, false, false, base.mutability, List.of(), List.of(), subs);
  }

  Attribute many() {
    return with(
        true, required, caseExact, mutability, referenceTypes, canonicalValues, subAttributes);
  }

  Attribute mandatory() {
    return with(
        multiValued, true, caseExact, mutability, referenceTypes, canonicalValues, subAttributes);
  }

  Attribute exact() {
    return with(
        multiValued, required, true, mutability, referenceTypes, canonicalValues, subAttributes);
  }

  Attribute unique() {
    return new Attribute(
        name,
        type,
        multiValued,
        required,
        caseExact,
        mutability,
        returned,
        Uniqueness.SERVER,
        referenceTypes,
        canonicalValues,
        closed,
        subAttributes,
        description);
  }

  Attribute mutability(Mutability other) {
    return with(
        multiValued, required, caseExact, other, referenceTypes, canonicalValues, subAttributes);
  }

  Attribute refers(String... types) {
    return with(
        multiValued,
        required,
        caseExact,
        mutability,
        List.of(types),
        canonicalValues,
        subAttributes);
  }

  Attribute canonical(String... values) {
    return with(
        multiValued,
        required,
        caseExact,
        mutability,
        referenceTypes,
        List.of(values),
        subAttributes);
  }

  Attribute always() {
    return new Attribute(
        name,
        type,
        multiValued,
        required,
        caseExact,
        mutability,
        Returned.ALWAYS,
        uniqueness,
        referenceTypes,
        canonicalValues,
        closed,
        subAttributes,
        description);
  }

  private Attribute with(
      boolean many,
      boolean mandatory,
      boolean exact,
      Mutability who,
      List<String> references,
      List<String> canonical,
      List<Attribute> subs) {
    return new Attribute(
        name,
        type,
        many,
        mandatory,
        exact,
        who,
        returned,
        uniqueness,
        references,
        canonical,
        closed,
        subs,
        description);
  }
}
