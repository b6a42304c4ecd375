package dev.rosterline.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.rosterline.contract",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule theContractNeedsOnlyTheProtocolAndJson =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.rosterline.contract..",
              "dev.rosterline.scim..",
              "tools.jackson..",
              "com.fasterxml.jackson.annotation..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theVocabularyDoesNotKnowItsEncoding =
      noClasses()
          .that()
          .resideInAPackage("dev.rosterline.contract")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.rosterline.contract.wire");
}
