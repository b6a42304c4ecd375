package dev.rosterline.processor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the processor service. */
@SpringBootApplication
@EnableScheduling
public class ProcessorApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(ProcessorApplication.class, arguments);
  }
}
