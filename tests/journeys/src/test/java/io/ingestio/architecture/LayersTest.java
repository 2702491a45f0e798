package io.ingestio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The tree of ARCHITECTURE.md, kept: a module depends only on modules of its own layer or of one above it in that list. Services
 * never depend on each other. Test code may use the test kit; the tests and benchmarks may use everything.
 */
class LayersTest {

    /** Folders in the order of ARCHITECTURE.md. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("shared-contracts"),
            Set.of("platform"),
            Set.of("models"),
            Set.of("web-frontend"),
            Set.of(
                    "api-gateway",
                    "upload-service",
                    "batch-orchestrator",
                    "extraction-worker",
                    "usage-service",
                    "export-service"),
            Set.of("local"),
            Set.of("tests"),
            Set.of("benchmarks"));

    private static final int SERVICES = 4;

    /** A module's folder below the root, and the modules that it depends on by the scope. */
    private record Module(Path folder, Map<String, String> scopes) {
        int layer() {
            return layerOf(folder);
        }
    }

    private final Map<String, Module> modules = modules();

    @Test
    void noModuleDependsOnALowerLayer() {
        List<String> upwards = new ArrayList<>();
        modules.forEach((name, module) -> module.scopes().forEach((other, scope) -> {
            int layer = modules.get(other).layer();
            boolean testKit = scope.equals("test");
            if (layer > module.layer() && !testKit) {
                upwards.add(name + " -> " + other);
            }
        }));
        assertThat(modules).hasSizeGreaterThan(15);
        assertThat(upwards).isEmpty();
    }

    @Test
    void servicesDoNotDependOnEachOther() {
        List<String> sideways = new ArrayList<>();
        modules.forEach((name, module) -> module.scopes().keySet().stream()
                .filter(other ->
                        module.layer() == SERVICES && modules.get(other).layer() == SERVICES)
                .forEach(other -> sideways.add(name + " -> " + other)));
        assertThat(sideways).isEmpty();
    }

    @Test
    void deployHasNoJava() {
        assertThat(Repository.files(file -> file.startsWith(Repository.ROOT.resolve("deploy"))
                        && file.toString().endsWith(".java")))
                .isEmpty();
    }

    private static int layerOf(Path folder) {
        String top = folder.getName(0).toString();
        return IntStream.range(0, LAYERS.size())
                .filter(layer -> LAYERS.get(layer).contains(top))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(folder + " is in no layer; see ARCHITECTURE.md"));
    }

    private static Map<String, Module> modules() {
        List<Path> poms = Repository.files(
                file -> file.endsWith("pom.xml") && !file.getParent().equals(Repository.ROOT));
        Map<String, Element> projects = new LinkedHashMap<>();
        Map<String, Path> folders = new LinkedHashMap<>();
        for (Path pom : poms) {
            Element project = parse(pom);
            String name = child(project, "artifactId");
            projects.put(name, project);
            folders.put(name, Repository.ROOT.relativize(pom.getParent()));
        }
        Map<String, Module> modules = new LinkedHashMap<>();
        projects.forEach((name, project) -> modules.put(
                name, new Module(folders.get(name), dependencies(project, new TreeSet<>(folders.keySet())))));
        return modules;
    }

    private static Map<String, String> dependencies(Element project, Set<String> ours) {
        Map<String, String> scopes = new LinkedHashMap<>();
        var dependencies = project.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String name = child(dependency, "artifactId");
            if (child(dependency, "groupId").equals("io.ingestio") && ours.contains(name)) {
                String scope = child(dependency, "scope");
                scopes.put(name, scope.isEmpty() ? "compile" : scope);
            }
        }
        return scopes;
    }

    private static String child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }

    private static Element parse(Path pom) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (IOException | org.xml.sax.SAXException | javax.xml.parsers.ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + pom, e);
        }
    }
}
