package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import org.jspecify.annotations.Nullable;

/** Who holds a userName, as far as this batch knows; the database knows all. */
public interface NameLookup {

  @Nullable Member holder(AccountId account, String userNameKey);
}
