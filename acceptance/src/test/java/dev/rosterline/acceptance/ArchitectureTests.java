package dev.rosterline.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.rosterline")
class ArchitectureTests {

  @ArchTest
  static final ArchRule nothingOfRosterlineIsSeenFromInside =
      classes().should().resideInAPackage("dev.rosterline.acceptance..");

  @ArchTest
  static final ArchRule onlyTheSystemPackageTalksToKafkaAndTheDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackage("..acceptance.system..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "java.net.http..");
}
