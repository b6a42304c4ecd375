package dev.rosterline.gateway.async;

import dev.rosterline.contract.CommandId;
import dev.rosterline.gateway.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes transactions and reads them again: the operation's id as the activity log shows it, what
 * kind of request it was, and a code that only the token which made it can present.
 */
final class TransactionSeal {

  private static final int ID = 36;
  private static final int MAC = 16;
  private static final int LENGTH = ID + 2 + 22;

  private final byte[] key;

  TransactionSeal(byte[] key) {
    this.key = key.clone();
  }

  /** Only unreserved characters, so that it goes into an address as it is. */
  String seal(Caller caller, Transaction transaction) {
    String head = transaction.command() + "." + transaction.code();
    return head + code(caller, head);
  }

  /** Null for one that this token was never given. */
  @Nullable Transaction open(Caller caller, String text) {
    if (text.length() != LENGTH || text.charAt(ID) != '.') {
      return null;
    }
    String head = text.substring(0, ID + 2);
    byte[] wanted = code(caller, head).getBytes(StandardCharsets.UTF_8);
    byte[] given = text.substring(ID + 2).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(wanted, given)
        ? Transaction.of(CommandId.of(text.substring(0, ID)), text.charAt(ID + 1))
        : null;
  }

  private String code(Caller caller, String head) {
    String whole =
        String.join("\n", caller.account().toString(), "" + caller.source().tokenId(), head);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] code = mac.doFinal(whole.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(code, MAC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
