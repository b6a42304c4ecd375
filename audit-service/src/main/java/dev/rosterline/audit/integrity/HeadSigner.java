package dev.rosterline.audit.integrity;

import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Signs what the chains have come to, every hour, where there is a key to sign with. */
@Component
public class HeadSigner {

  private static final Logger LOG = LoggerFactory.getLogger(HeadSigner.class);

  private final VerificationStore chains;
  private final SignedHeadStore signed;
  private final Clock clock;
  private final @Nullable PrivateKey key;

  HeadSigner(
      VerificationStore chains,
      SignedHeadStore signed,
      Clock clock,
      IntegrityProperties properties) {
    this.chains = chains;
    this.signed = signed;
    this.clock = clock;
    this.key =
        properties.signingKeyFile() == null
            ? null
            : SigningKeys.privateKey(properties.signingKeyFile());
  }

  @Scheduled(
      initialDelayString = "${rosterline.integrity.sign-every:1h}",
      fixedDelayString = "${rosterline.integrity.sign-every:1h}")
  void hourly() {
    if (key == null) {
      return;
    }
    try {
      chains.accounts().forEach(account -> sign(account, key));
    } catch (RuntimeException e) {
      LOG.error("heads of the activity log's chains were not signed; tried again in an hour", e);
    }
  }

  void sign(UUID account, PrivateKey with) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Chain.Head> heads = chains.heads(account);
    String text = SignedHeads.heads(heads);
    byte[] signature = SigningKeys.sign(with, SignedHeads.signed(account, now, text));
    signed.add(new SignedHeads(account, now, text, signature));
  }
}
