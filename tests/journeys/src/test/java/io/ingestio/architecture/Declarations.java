package io.ingestio.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The names that the sources declare: types, methods, fields, parameters and local variables. */
final class Declarations {

    /**
     * One declared name.
     *
     * @param isTest whether it is a method that JUnit runs
     */
    record Name(Path file, String text, boolean isTest) {

        /** Its words in lower case: {@code awaitFinished} has {@code await} and {@code settled}. */
        Stream<String> words() {
            return Stream.of(text.split("_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"))
                    .filter(word -> !word.isEmpty())
                    .map(String::toLowerCase);
        }

        @Override
        public String toString() {
            return Repository.ROOT.relativize(file) + ": " + text;
        }
    }

    private Declarations() {}

    static List<Name> in(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Name> names = new ArrayList<>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Collector(Path.of(unit.getSourceFile().toUri()), names), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static final class Collector extends TreeScanner<Void, Void> {
        private final Path file;
        private final List<Name> names;

        Collector(Path file, List<Name> names) {
            this.file = file;
            this.names = names;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            add(type.getSimpleName().toString(), false);
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean isTest = method.getModifiers().getAnnotations().stream()
                    .map(annotation -> annotation.getAnnotationType().toString())
                    .anyMatch(List.of("Test", "ParameterizedTest", "TestFactory", "RepeatedTest")::contains);
            add(method.getName().toString(), isTest);
            return super.visitMethod(method, unused);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void unused) {
            add(variable.getName().toString(), false);
            return super.visitVariable(variable, unused);
        }

        private void add(String name, boolean isTest) {
            if (!name.isEmpty() && !name.equals("<init>")) {
                names.add(new Name(file, name, isTest));
            }
        }
    }
}
