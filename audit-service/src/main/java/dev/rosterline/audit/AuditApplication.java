package dev.rosterline.audit;

import dev.rosterline.audit.integrity.VerifyCommand;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the audit-service, or verifies what it has recorded. */
@SpringBootApplication
@EnableScheduling
public class AuditApplication {

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(AuditApplication.class);
    if (Arrays.stream(arguments).anyMatch(word -> word.startsWith("--" + VerifyCommand.OPTION))) {
      application.setWebApplicationType(WebApplicationType.NONE);
      application.setDefaultProperties(Map.of("rosterline.recording.enabled", "false"));
      System.exit(SpringApplication.exit(application.run(arguments)));
    }
    application.run(arguments);
  }
}
