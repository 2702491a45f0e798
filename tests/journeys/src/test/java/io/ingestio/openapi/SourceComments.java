package io.ingestio.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import io.ingestio.architecture.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The documentation comments of types, methods and record components, as plain text. */
final class SourceComments {

    /** By {@code Outer.Inner}, {@code Outer.Inner#method} and {@code Outer.Inner.component}, each after its package. */
    private final Map<String, String> texts = new HashMap<>();

    /** Reads all sources of production code. */
    static SourceComments read() {
        var comments = new SourceComments();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources()));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                comments.new Collector(trees, unit).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return comments;
    }

    private static List<Path> sources() {
        return Repository.files(
                file -> file.toString().endsWith(".java") && file.toString().contains("/src/main/java/"));
    }

    @Nullable
    String of(Class<?> type) {
        return texts.get(type.getCanonicalName());
    }

    @Nullable
    String ofMethod(Class<?> type, String method) {
        return texts.get(type.getCanonicalName() + "#" + method);
    }

    @Nullable
    String ofComponent(Class<?> type, String component) {
        return texts.get(type.getCanonicalName() + "." + component);
    }

    private final class Collector extends TreePathScanner<Void, String> {
        private final DocTrees trees;
        private final String packageName;

        Collector(DocTrees trees, CompilationUnitTree unit) {
            this.trees = trees;
            this.packageName = String.valueOf(unit.getPackageName());
        }

        @Override
        public Void visitClass(ClassTree type, @Nullable String outer) {
            String name = (outer == null ? packageName : outer) + "." + type.getSimpleName();
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                texts.put(name, plain(comment.getFullBody()));
                for (DocTree tag : comment.getBlockTags()) {
                    if (tag instanceof ParamTree parameter) {
                        texts.put(name + "." + parameter.getName(), plain(parameter.getDescription()));
                    }
                }
            }
            return super.visitClass(type, name);
        }

        @Override
        public Void visitMethod(MethodTree method, @Nullable String type) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                texts.put(type + "#" + method.getName(), plain(comment.getFullBody()));
            }
            return super.visitMethod(method, type);
        }
    }

    private static String plain(List<? extends DocTree> body) {
        return body.stream()
                .map(SourceComments::plain)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String plain(DocTree tree) {
        return switch (tree) {
            case TextTree text -> text.getBody();
            case LiteralTree literal -> literal.getBody().getBody();
            case LinkTree link ->
                link.getLabel().isEmpty() ? link.getReference().getSignature() : plain(link.getLabel());
            default -> tree.getKind() == DocTree.Kind.START_ELEMENT ? " " : "";
        };
    }
}
