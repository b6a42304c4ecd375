package dev.rosterline.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(
    packages = "dev.rosterline.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule onlyDispatchAndReplyTalkToKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.rosterline.gateway.dispatch", "dev.rosterline.gateway.reply")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

  @ArchTest
  static final ArchRule nobodyBlocks =
      noClasses()
          .should()
          .callMethodWhere(
              JavaCall.Predicates.target(
                      HasName.Predicates.nameMatching(
                          "block|blockFirst|blockLast|blockOptional|toIterable|toStream"))
                  .and(
                      JavaCall.Predicates.target(
                          HasOwner.Predicates.With.owner(
                              JavaClass.Predicates.resideInAPackage("reactor.core..")))));

  @ArchTest
  static final ArchRule nobodySetsFieldsBehindTheConstructor =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule everyPackageIsNullMarked = classes().should(liveInANullMarkedPackage());

  @Test
  void featuresHaveNoCyclesAndKeepTheirSecrets() {
    ApplicationModules.of(GatewayApplication.class).verify();
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a package marked with @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(type, marked, type.getPackageName() + " marked: " + marked));
      }
    };
  }
}
