package dev.rosterline.gateway.console;

/** An identity provider whose steps the console knows. */
enum Provider {
  ENTRA("entra", "Microsoft Entra ID", "Entra ID"),
  OKTA("okta", "Okta", "Okta"),
  ONELOGIN("onelogin", "OneLogin", "OneLogin"),
  OTHER("other", "Other", "other");

  private final String key;
  private final String title;
  private final String client;

  Provider(String key, String title, String client) {
    this.key = key;
    this.title = title;
    this.client = client;
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

  /** What its requests are told by, in the list of tokens. */
  public String client() {
    return client;
  }
}
