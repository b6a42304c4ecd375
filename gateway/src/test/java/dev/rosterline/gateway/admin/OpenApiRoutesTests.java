package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.server.RouterFunction;

class OpenApiRoutesTests {

  /** As a router prints them: {@code (GET && /admin/v1/accounts) -> ...} */
  private static final Pattern ROUTE = Pattern.compile("\\((\\w+) && (/admin/\\S+)\\) ->");

  /** {@code {id:[0-9]{36}}} is {@code {id}} in the document. */
  private static final String PATTERN_OF_A_VARIABLE = ":[^/]*}";

  @Test
  void describesEveryRouteAndNoOther() throws Exception {
    Set<String> routes = new TreeSet<>();
    for (RouterFunction<?> router : routers()) {
      Matcher route = ROUTE.matcher(router.toString());
      while (route.find()) {
        routes.add(route.group(1) + " " + route.group(2).replaceAll(PATTERN_OF_A_VARIABLE, "}"));
      }
    }
    routes.remove("GET /admin/v1/openapi.yaml");
    assertThat(new AdminDocument().operations()).isEqualTo(routes).hasSizeGreaterThan(25);
  }

  /** Of all configurations of the gateway; what they are made with does not matter here. */
  private static Iterable<RouterFunction<?>> routers() throws Exception {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
    var routers = new ArrayList<RouterFunction<?>>();
    for (BeanDefinition found : scanner.findCandidateComponents("dev.rosterline.gateway")) {
      Class<?> type = ClassUtils.forName(String.valueOf(found.getBeanClassName()), null);
      for (Method method : type.getDeclaredMethods()) {
        if (method.getReturnType() == RouterFunction.class && method.getParameterCount() == 0) {
          method.setAccessible(true);
          routers.add((RouterFunction<?>) method.invoke(made(type)));
        }
      }
    }
    return routers;
  }

  private static Object made(Class<?> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(
        Arrays.stream(constructor.getParameterTypes())
            .map(parameter -> Mockito.mock(parameter, Mockito.RETURNS_DEEP_STUBS))
            .toArray());
  }
}
