package io.ingestio.models.ocr;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;

/** The class path of a child: this module, the engine's Java classes and its native code for this platform. */
final class OcrClassPath {

    private static final List<String> CLASSES =
            List.of("org.bytedeco.javacpp.Pointer", "org.bytedeco.leptonica.PIX", "org.bytedeco.tesseract.TessBaseAPI");
    private static final List<String> NATIVE =
            List.of("javacpp/%s/jnijavacpp", "leptonica/%s/jnileptonica", "tesseract/%s/jnitesseract");

    private OcrClassPath() {}

    /**
     * @throws IllegalStateException if the engine's native code for this platform is not on the class path
     */
    static String discover() {
        Set<Path> entries = new LinkedHashSet<>();
        entries.add(locationOf(OcrChild.class));
        try {
            for (String name : CLASSES) {
                entries.add(locationOf(Class.forName(name, false, OcrClassPath.class.getClassLoader())));
            }
            for (String library : NATIVE) {
                entries.add(jarOf(library));
            }
        } catch (ClassNotFoundException | IOException | URISyntaxException e) {
            throw new IllegalStateException("The embedded OCR engine is not on the class path", e);
        }
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path locationOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static Path jarOf(String library) throws IOException, URISyntaxException {
        String name = library.formatted(Loader.getPlatform());
        int slash = name.lastIndexOf('/') + 1;
        String resource = "org/bytedeco/" + name.substring(0, slash) + System.mapLibraryName(name.substring(slash));
        URL found = OcrClassPath.class.getClassLoader().getResource(resource);
        if (found == null) {
            throw new IllegalStateException(
                    "The embedded OCR engine has no native code for this platform: " + resource);
        }
        return Path.of(
                ((JarURLConnection) found.openConnection()).getJarFileURL().toURI());
    }
}
