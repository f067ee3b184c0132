package orderflow.system.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HandlerClassesTest {
  private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.";
  private static final Pattern ROUTE_KEY = Pattern.compile("(GET|PUT|POST|PATCH|DELETE) /\\S*");

  @ParameterizedTest
  @MethodSource("handlers")
  void a_handler_takes_its_environment_or_finds_it(String handler) throws Exception {
    Class<?> type = Class.forName(handler, false, HandlerClassesTest.class.getClassLoader());

    assertThat(faults(type)).isEmpty();
  }

  @Test
  void a_class_that_is_no_handler_is_found() {
    assertThat(faults(PackageJar.class))
        .containsExactly(
            "no public constructor without arguments",
            "no public constructor that takes a map",
            "no handler interface of the Lambda runtime");
  }

  @ParameterizedTest
  @MethodSource("orderflow.system.template.Services#modules")
  void the_routes_in_code_are_the_routes_of_the_template(String module) {
    SamTemplate template = SamTemplate.ofProject();
    Set<String> functions = new TreeSet<>();
    functionsOf(template, module).forEach(function -> functions.add(function.id()));
    Set<String> declared = new TreeSet<>();
    template.routes().stream()
        .filter(route -> functions.contains(route.function()))
        .forEach(route -> declared.add(route.key()));

    Set<String> routes =
        PackageJar.of(module, module).texts(text -> ROUTE_KEY.matcher(text).matches());

    assertThat(routes).isNotEmpty().isEqualTo(declared);
  }

  static Stream<String> handlers() {
    SamTemplate template = SamTemplate.ofProject();
    return Services.modules().stream()
        .flatMap(module -> functionsOf(template, module))
        .map(function -> function.properties().path("Handler").asText());
  }

  private static Stream<SamTemplate.Resource> functionsOf(SamTemplate template, String module) {
    return template.resources(SamTemplate.FUNCTION).stream()
        .filter(function -> function.properties().path("CodeUri").asText().equals(module));
  }

  private static List<String> faults(Class<?> type) {
    List<String> faults = new ArrayList<>();
    if (!isConstructed(type)) {
      faults.add("no public constructor without arguments");
    }
    if (!isConstructed(type, Map.class)) {
      faults.add("no public constructor that takes a map");
    }
    if (Arrays.stream(type.getInterfaces()).noneMatch(HandlerClassesTest::isHandler)) {
      faults.add("no handler interface of the Lambda runtime");
    }
    return faults;
  }

  private static boolean isConstructed(Class<?> type, Class<?>... parameters) {
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(constructor -> Modifier.isPublic(constructor.getModifiers()))
        .map(Constructor::getParameterTypes)
        .anyMatch(found -> Arrays.equals(found, parameters));
  }

  private static boolean isHandler(Class<?> type) {
    return Set.of(RUNTIME + "RequestHandler", RUNTIME + "RequestStreamHandler")
        .contains(type.getName());
  }
}
