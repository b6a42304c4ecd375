package dev.rosterline.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmStartTests {

  @TempDir private Path directory;

  @Test
  void firstRunRecordsAndLaterOnesUseTheCache() throws Exception {
    var start = start();
    assertThat(start.options())
        .containsExactly("-XX:AOTMode=record", "-XX:AOTConfiguration=" + start.recording());

    Files.createFile(start.cache());
    assertThat(start.options()).contains("-XX:AOTCache=" + start.cache());
  }

  @Test
  void whatWasRecordedIsOfUseUntilThereIsACache() throws Exception {
    var start = start();
    assertThat(start.isRecorded()).isFalse();
    Files.createFile(start.recording());
    assertThat(start.isRecorded()).isTrue();
    Files.createFile(start.cache());
    assertThat(start.isRecorded()).isFalse();
  }

  @Test
  void otherContentHasACacheOfItsOwn() {
    var recording = directory.resolve("gateway.learnt");
    assertThat(new WarmStart(jar(), "a 1", recording).cache())
        .isNotEqualTo(new WarmStart(jar(), "b 1", recording).cache())
        .hasParentRaw(directory);
  }

  /** With a real JVM, because its options are what may change with the next JDK. */
  @Test
  void cacheOfARecordedRunServesTheNext() throws Exception {
    var start = start();
    var ofAnotherVersion = new WarmStart(jar(), "00 7", start.recording()).cache();
    Files.createFile(ofAnotherVersion);
    assertThat(run(command(start))).isZero();
    assertThat(start.isRecorded()).isTrue();

    assertThat(run(List.of("sh", "-c", start.creation(command(start))))).isZero();

    assertThat(start.cache()).isNotEmptyFile();
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder(name(jar()), name(start.cache()));
    var strict = JavaCommand.withHeap("64m").warm(start).option("-XX:AOTMode=on");
    assertThat(run(strict.main(jar().toString(), Greeting.class.getName()))).isZero();
  }

  /** What is recorded here. */
  static final class Greeting {
    private Greeting() {}

    public static void main(String[] arguments) {
      System.out.println("hello");
    }
  }

  private WarmStart start() {
    return new WarmStart(jar(), "c0ffee 12", directory.resolve("it's.learnt"));
  }

  private List<String> command(WarmStart start) throws IOException {
    var entry = Greeting.class.getName().replace('.', '/') + ".class";
    if (!Files.exists(jar())) {
      try (var jar = new JarOutputStream(Files.newOutputStream(jar()));
          var bytes = Greeting.class.getClassLoader().getResourceAsStream(entry)) {
        jar.putNextEntry(new JarEntry(entry));
        assertThat(bytes).isNotNull();
        bytes.transferTo(jar);
      }
    }
    return JavaCommand.withHeap("64m").warm(start).main(jar().toString(), Greeting.class.getName());
  }

  private Path jar() {
    return directory.resolve("it's.jar");
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
