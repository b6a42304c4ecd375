package dev.rosterline.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rosterline.audit");

  @Test
  void packagesHaveNoCyclesAndKeepWhatIsTheirs() {
    ApplicationModules.of(AuditApplication.class).verify();
  }

  @Test
  void onlyStoresHoldSql() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Store")
        .and()
        .areTopLevelClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.springframework.r2dbc.core.DatabaseClient")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.r2dbc.spi.Connection")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.r2dbc.spi.Statement")
        .check(CLASSES);
  }

  @Test
  void onlyRecordingTalksToKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..recording..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
        .check(CLASSES);
  }

  @Test
  void readersKnowNoDatabaseAndNoReactor() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Reader")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.r2dbc..", "org.springframework.r2dbc..", "reactor..")
        .check(CLASSES);
  }
}
