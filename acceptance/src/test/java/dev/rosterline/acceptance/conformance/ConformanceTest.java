package dev.rosterline.acceptance.conformance;

import dev.rosterline.acceptance.system.AcceptanceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests whose results make the conformance report. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("conformance")
@AcceptanceTest
@ExtendWith(ReportExtension.class)
@interface ConformanceTest {}
