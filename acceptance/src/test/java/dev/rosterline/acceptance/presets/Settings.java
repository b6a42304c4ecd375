package dev.rosterline.acceptance.presets;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings form as a browser would send it. */
final class Settings {

  private Settings() {}

  static Map<String, String> of(String name, boolean integrationEnabled) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("name", name);
    if (integrationEnabled) {
      form.put("integrationEnabled", "true");
    }
    form.put("provisioning", "true");
    form.put("ssoActive", "true");
    form.put("planIncludesProvisioning", "true");
    form.put("onDelete", "deactivate");
    form.put("gracePeriodDays", "30");
    form.put("matchOn", "userName");
    form.put("defaultRole", "");
    form.put("accountType", "business");
    form.put("mode", "lenient");
    form.put("brakeFloor", "50");
    form.put("brakePercent", "10");
    return form;
  }
}
