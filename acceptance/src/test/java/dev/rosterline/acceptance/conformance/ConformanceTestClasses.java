package dev.rosterline.acceptance.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of the suite, and which of their tests show which requirement. */
final class ConformanceTestClasses {

  static final List<Class<?>> ALL =
      List.of(
          DiscoveryConformanceTests.class,
          HttpConformanceTests.class,
          CreateConformanceTests.class,
          QueryConformanceTests.class,
          ExtensionConformanceTests.class,
          FilterConformanceTests.class,
          SortConformanceTests.class,
          PagingConformanceTests.class,
          CursorConformanceTests.class,
          SearchConformanceTests.class,
          ProfileConformanceTests.class,
          ProjectionConformanceTests.class,
          PutConformanceTests.class,
          PatchConformanceTests.class,
          PatchErrorConformanceTests.class,
          DeleteConformanceTests.class,
          AccessConformanceTests.class,
          BulkConformanceTests.class,
          AsyncConformanceTests.class,
          LimitsConformanceTests.class,
          VersionConformanceTests.class,
          ErrorConformanceTests.class,
          TenancyConformanceTests.class,
          QuirksConformanceTests.class);

  private ConformanceTestClasses() {}

  /** Requirement to the names of its tests, both in order. */
  static Map<String, List<String>> tests() {
    return ALL.stream()
        .flatMap(ConformanceTestClasses::shown)
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                TreeMap::new,
                Collectors.mapping(
                    Map.Entry::getValue,
                    Collectors.collectingAndThen(
                        Collectors.toList(), names -> names.stream().sorted().toList()))));
  }

  private static Stream<Map.Entry<String, String>> shown(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .flatMap(
            method ->
                Arrays.stream(method.getAnnotationsByType(Requirement.class))
                    .map(
                        requirement ->
                            Map.entry(
                                requirement.value(),
                                type.getSimpleName() + "." + method.getName())));
  }
}
