package io.ingestio.launcher.cli.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.launcher.part.CannotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

    @TempDir
    Path folder;

    @Test
    void foldersAreReadWithinAndInOrder() throws IOException {
        Path b = write("b.PDF");
        Path a = write("a/scan.tiff");
        write("a/notes.txt");
        write(".hidden.pdf");
        assertThat(InputFiles.of(List.of(folder))).containsExactly(a, b);
    }

    @Test
    void namedFileMayHaveAnyNameAndComesOnce() throws IOException {
        Path file = write("invoice");
        Path pdf = write("a.pdf");
        assertThat(InputFiles.of(List.of(file, pdf, file, folder))).containsExactly(file, pdf);
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        write("notes.txt");
        assertThatThrownBy(() -> InputFiles.of(List.of(folder)))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("There is no PDF, JPEG, PNG, TIFF or WebP file in");
        assertThatThrownBy(() -> InputFiles.of(List.of(folder.resolve("nothing.pdf"))))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("nothing.pdf");
    }

    @Test
    void moreThanOneResultHoldsAreRefused() throws IOException {
        for (int i = 0; i <= InputFiles.MOST; i++) {
            write(i + ".pdf");
        }
        assertThatThrownBy(() -> InputFiles.of(List.of(folder)))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("1001 files");
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
