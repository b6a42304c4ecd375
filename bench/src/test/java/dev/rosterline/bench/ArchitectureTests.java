package dev.rosterline.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.rosterline.bench",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule theComparisonSeesServersFromOutside =
      noClasses()
          .that()
          .resideInAPackage("dev.rosterline.bench")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.rosterline.contract..", "dev.rosterline.scim..");
}
