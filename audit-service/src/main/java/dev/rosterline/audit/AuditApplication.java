package dev.rosterline.audit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the audit service. */
@SpringBootApplication
public class AuditApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(AuditApplication.class, arguments);
  }
}
