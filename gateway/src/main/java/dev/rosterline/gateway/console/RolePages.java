package dev.rosterline.gateway.console;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.RoleMapping;
import dev.rosterline.contract.RoleRules;
import dev.rosterline.contract.wire.RoleMappingWire;
import dev.rosterline.gateway.admin.AccountChanges;
import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.admin.PolicyStore;
import dev.rosterline.gateway.roles.RolePreview;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which groups give which roles: edited as a form, tried out before it is saved. */
@Controller
class RolePages {

  private static final int SPARE_ROWS = 3;

  private final Shell shell;
  private final PolicyStore policies;
  private final AccountChanges changes;
  private final RolePreview preview;

  RolePages(Shell shell, PolicyStore policies, AccountChanges changes, RolePreview preview) {
    this.shell = shell;
    this.policies = policies;
    this.changes = changes;
    this.preview = preview;
  }

  /** A line of the form. */
  record Row(String match, String pattern, String role, boolean teacher) {

    static final Row EMPTY = new Row("exact", "", "", false);
  }

  @GetMapping("/console/accounts/{account}/roles")
  Mono<Rendering> roles(
      @PathVariable UUID account, @RequestParam(defaultValue = "false") boolean saved) {
    return policy(account)
        .flatMap(policy -> page(account, rows(policy.mappings()), Map.of("saved", saved)));
  }

  /** The button that was pressed says whether to look or to save. */
  @PostMapping("/console/accounts/{account}/roles")
  Mono<Rendering> change(@PathVariable UUID account, Principal admin, ServerWebExchange exchange) {
    return exchange
        .getFormData()
        .flatMap(
            form -> {
              List<Row> rows = rows(form);
              Mono<Rendering> done =
                  "save".equals(form.getFirst("action"))
                      ? save(account, json(rows), admin.getName())
                      : look(account, rows);
              return done.onErrorResume(
                  AdminException.class,
                  refused -> page(account, rows, Map.of("problem", refused.detail())));
            });
  }

  private Mono<Rendering> save(UUID account, ArrayNode mappings, String admin) {
    ObjectNode settings = JsonMapper.shared().createObjectNode();
    settings.set("mappings", mappings);
    return Mono.defer(() -> changes.policy(account, settings, null, admin))
        .map(
            _ ->
                Rendering.redirectTo("/console/accounts/" + account + "/roles?saved=true").build());
  }

  private Mono<Rendering> look(UUID account, List<Row> rows) {
    return Mono.defer(() -> Mono.zip(policy(account), Mono.just(rules(rows))))
        .flatMap(
            both -> preview.compare(account, RoleRules.of(both.getT1().mappings()), both.getT2()))
        .flatMap(effects -> page(account, rows, Map.of("effects", effects)));
  }

  private static RoleRules rules(List<Row> rows) {
    try {
      return RoleRules.of(RoleMappingWire.read(json(rows)));
    } catch (IllegalArgumentException e) {
      throw new AdminException(400, String.valueOf(e.getMessage()));
    }
  }

  private Mono<AccountPolicy> policy(UUID account) {
    return policies.policy(account).defaultIfEmpty(AccountPolicy.DEFAULT);
  }

  private Mono<Rendering> page(UUID account, List<Row> rows, Map<String, ?> model) {
    Map<String, Object> all = new HashMap<>(model);
    List<Row> shown = new ArrayList<>(rows);
    for (int n = 0; n < SPARE_ROWS; n++) {
      shown.add(Row.EMPTY);
    }
    all.put("rows", shown);
    return shell.page(account, "roles", all);
  }

  private static List<Row> rows(List<RoleMapping> mappings) {
    List<Row> rows = new ArrayList<>();
    RoleMappingWire.write(mappings)
        .forEach(
            node ->
                rows.add(
                    new Row(
                        node.path("match").asString(),
                        node.path("pattern").asString(),
                        node.path("role").asString(),
                        node.path("teacher").asBoolean(false))));
    return rows;
  }

  /** A line without a pattern and a role is no mapping: so one is taken away. */
  private static List<Row> rows(MultiValueMap<String, String> form) {
    List<Row> rows = new ArrayList<>();
    List<String> patterns = form.getOrDefault("pattern", List.of());
    for (int n = 0; n < patterns.size(); n++) {
      Row row =
          new Row(
              at(form, "match", n),
              patterns.get(n),
              at(form, "role", n).trim(),
              at(form, "teacher", n).equals("yes"));
      if (!row.pattern().isBlank() || !row.role().isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static String at(MultiValueMap<String, String> form, String name, int index) {
    List<String> values = form.getOrDefault(name, List.of());
    return index < values.size() ? values.get(index) : "";
  }

  private static ArrayNode json(List<Row> rows) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    for (Row row : rows) {
      array
          .addObject()
          .put("match", row.match())
          .put("pattern", row.pattern())
          .put("role", row.role())
          .put("teacher", row.teacher());
    }
    return array;
  }
}
