package dev.rosterline.local.demo;

/** The kinds of request whose times are told apart. */
enum Kind {
  LOOK_UP("look up a user"),
  CREATE_USER("create a user"),
  DUPLICATE("create again (409)"),
  CREATE_GROUP("create a group"),
  ADD_MEMBERS("add members"),
  RENAME_GROUP("rename a group"),
  DEACTIVATE("deactivate a user"),
  DELETE_USER("delete a user"),
  READ_BACK("read back");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
