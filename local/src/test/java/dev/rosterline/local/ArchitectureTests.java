package dev.rosterline.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.rosterline.local",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("dev.rosterline.local.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheRootDecidesTheOrderOfStarting =
      noClasses()
          .that()
          .resideInAPackage("dev.rosterline.local.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.rosterline.local");

  @ArchTest
  static final ArchRule onlyBrokerAndDemoTalkToKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages("..local.broker..", "..local.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule onlyTheDatabasePackageSpeaksSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("..local.database..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..");
}
