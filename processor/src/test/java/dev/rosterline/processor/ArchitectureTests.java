package dev.rosterline.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rosterline.processor.database.Sql;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rosterline.processor");

  @Test
  void packagesHaveNoCyclesAndKeepWhatIsTheirs() {
    ApplicationModules.of(ProcessorApplication.class).verify();
  }

  @Test
  void decidersKnowNoFramework() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Decider")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "org.apache.kafka..",
            "io.r2dbc..",
            "reactor..",
            "org.slf4j..",
            "java.time.Clock")
        .check(CLASSES);
  }

  @Test
  void onlyStoresHoldSql() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Store")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it runs a statement",
                call ->
                    call.getTargetOwner().isEquivalentTo(Sql.class)
                        && (call.getName().equals("query") || call.getName().equals("update"))))
        .check(CLASSES);
  }

  @Test
  void onlyIntakeAndPublishingTalkToKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..intake..", "..publishing..", "..removal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
        .check(CLASSES);
  }
}
