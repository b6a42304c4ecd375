package dev.rosterline.contract;

/** A group as events name it: on an account of type school, a class. */
public record GroupRef(ScimId id, String name) implements MembershipEvent.About {}
