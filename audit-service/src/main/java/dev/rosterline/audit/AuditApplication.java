package dev.rosterline.audit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the audit-service. */
@SpringBootApplication
@EnableScheduling
public class AuditApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(AuditApplication.class, arguments);
  }
}
