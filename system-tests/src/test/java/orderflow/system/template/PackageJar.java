package orderflow.system.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;

/// The classes of one jar of a function's package, read from their constant pools and not loaded.
record PackageJar(List<ClassModel> classes) {

  /// The jar of a service's package whose name begins so; the package is what `./mvnw package` left
  /// in `target/lambda/lib`.
  static PackageJar of(String module, String name) {
    Path jar =
        Repository.files(module + "/target/lambda/lib", ".jar").stream()
            .filter(path -> String.valueOf(path.getFileName()).startsWith(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name + " is not in " + module));
    try (JarFile file = new JarFile(jar.toFile())) {
      List<ClassModel> classes = new ArrayList<>();
      for (var entry : file.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
        classes.add(ClassFile.of().parse(file.getInputStream(entry).readAllBytes()));
      }
      return new PackageJar(List.copyOf(classes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The classes of a service's own jar and those of lambda-kit that they refer to, directly or
  /// through others: the kit as far as this service uses it.
  static PackageJar reached(String module) {
    Map<String, ClassModel> kit = new HashMap<>();
    of(module, "lambda-kit").classes().forEach(model -> kit.put(nameOf(model), model));
    List<ClassModel> reached = new ArrayList<>(of(module, module).classes());
    for (int i = 0; i < reached.size(); i++) {
      for (PoolEntry entry : reached.get(i).constantPool()) {
        if (entry instanceof ClassEntry type) {
          Optional.ofNullable(kit.remove(type.asInternalName())).ifPresent(reached::add);
        }
      }
    }
    return new PackageJar(List.copyOf(reached));
  }

  /// The internal names of the classes.
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    classes.forEach(model -> names.add(nameOf(model)));
    return names;
  }

  private static String nameOf(ClassModel model) {
    return model.thisClass().asInternalName();
  }

  /// The string constants that are so.
  Set<String> texts(Predicate<String> wanted) {
    Set<String> texts = new TreeSet<>();
    for (ClassModel model : classes) {
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof StringEntry text && wanted.test(text.stringValue())) {
          texts.add(text.stringValue());
        }
      }
    }
    return texts;
  }

  /// The names of the methods of a type that the classes call.
  Set<String> calls(String type) {
    Set<String> names = new TreeSet<>();
    for (ClassModel model : classes) {
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof MemberRefEntry member
            && member.owner().asInternalName().equals(type.replace('.', '/'))) {
          names.add(member.name().stringValue());
        }
      }
    }
    return names;
  }
}
