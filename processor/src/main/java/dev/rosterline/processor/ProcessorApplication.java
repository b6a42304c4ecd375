package dev.rosterline.processor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the processor service. */
@SpringBootApplication
public class ProcessorApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(ProcessorApplication.class, arguments);
  }
}
