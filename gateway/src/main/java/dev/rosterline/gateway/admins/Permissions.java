package dev.rosterline.gateway.admins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * The permission <i>manage user registration</i>: the accounts that somebody has it for.
 *
 * @param all for every account, those to come too, and for making new ones
 */
public record Permissions(boolean all, Set<UUID> accounts) {

  public static final Permissions NONE = new Permissions(false, Set.of());
  public static final Permissions ALL = new Permissions(true, Set.of());

  private static final String AUTHORITY = "manage-user-registration:";
  private static final String EVERY = "*";

  public Permissions {
    accounts = Set.copyOf(accounts);
  }

  /** Of whoever has signed in; none where nobody has. */
  public static Mono<Permissions> current() {
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(SecurityContext::getAuthentication)
        .map(Permissions::of)
        .defaultIfEmpty(NONE);
  }

  static Permissions of(Authentication somebody) {
    if (!somebody.isAuthenticated()) {
      return NONE;
    }
    List<String> names = new ArrayList<>();
    for (GrantedAuthority authority : somebody.getAuthorities()) {
      String text = authority.getAuthority();
      if (text != null && text.startsWith(AUTHORITY)) {
        names.add(text.substring(AUTHORITY.length()));
      }
    }
    return named(names);
  }

  /** Names that are neither an id nor the sign for all give nothing. */
  static Permissions named(Collection<String> names) {
    Set<UUID> accounts = new HashSet<>();
    for (String name : names) {
      Scope.id(name).ifPresent(accounts::add);
    }
    return new Permissions(names.contains(EVERY), accounts);
  }

  List<GrantedAuthority> authorities() {
    List<GrantedAuthority> authorities = new ArrayList<>();
    accounts.forEach(id -> authorities.add(new SimpleGrantedAuthority(AUTHORITY + id)));
    if (all) {
      authorities.add(new SimpleGrantedAuthority(AUTHORITY + EVERY));
    }
    return authorities;
  }

  boolean allow(Scope scope) {
    return switch (scope) {
      case Scope.OneAccount(UUID account) -> all || accounts.contains(account);
      case Scope.OwnAccounts _ -> all || !accounts.isEmpty();
      case Scope.AllAccounts _ -> all;
    };
  }

  /** Those of these accounts that may be shown. */
  public List<ObjectNode> visible(List<ObjectNode> list) {
    return list.stream()
        .filter(node -> allow(Scope.ofAccount(node.path("id").asString(""))))
        .toList();
  }
}
