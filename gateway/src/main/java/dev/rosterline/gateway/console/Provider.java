package dev.rosterline.gateway.console;

/** An identity provider whose steps the console knows. */
enum Provider {
  ENTRA("entra", "Microsoft Entra ID"),
  OKTA("okta", "Okta"),
  ONELOGIN("onelogin", "OneLogin"),
  OTHER("other", "Other");

  private final String key;
  private final String title;
  private final Guide guide;

  Provider(String key, String title) {
    this.key = key;
    this.title = title;
    this.guide = GuideReader.of(key);
  }

  static Provider of(String key) {
    for (Provider provider : values()) {
      if (provider.key.equals(key)) {
        return provider;
      }
    }
    return ENTRA;
  }

  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  public Guide guide() {
    return guide;
  }
}
