package dev.rosterline.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A server's certificate for this machine, made anew: whoever is to trust it is told so, since
 * nobody else has signed it.
 *
 * @param keystore with the key, PKCS12, protected by {@link #PASSWORD}
 * @param key in PEM, readable by its owner alone
 * @param certificate in PEM; also what clients trust
 */
public record Certificate(Path keystore, Path key, Path certificate) {

  static final String PASSWORD = "certificate-of-a-test";

  private static final String ALIAS = "server";

  /**
   * @param directory that the files are made in
   */
  public static Certificate in(Path directory) {
    Path keystore = directory.resolve("server.p12");
    try {
      keytool(keystore);
      KeyStore store = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
      byte[] key = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
      byte[] certificate = store.getCertificate(ALIAS).getEncoded();
      return new Certificate(
          keystore,
          pem(directory.resolve("server.key"), "PRIVATE KEY", key),
          pem(directory.resolve("server.pem"), "CERTIFICATE", certificate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path keystore) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-keysize", "2048"));
    command.addAll(
        List.of(
            "-dname",
            "CN=localhost,OU=" + UUID.randomUUID(),
            "-ext",
            "san=dns:localhost,ip:127.0.0.1"));
    command.addAll(List.of("-storetype", "PKCS12", "-validity", "2"));
    command.addAll(List.of("-keystore", keystore.toString(), "-storepass", PASSWORD));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(said);
    }
  }

  private static Path pem(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
