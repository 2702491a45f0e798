package io.ingestio.upload.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ScratchSpaceTest {

    @TempDir
    Path root;

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        Path left = Files.createDirectories(root.resolve("p1-1-left").resolve("request"));
        Files.writeString(left.resolve("0"), "bytes");
        Files.createFile(root.resolve("p1-1-left.lock")); // the system released the lock with the process

        try (ScratchSpace space = open()) {
            assertThat(root.resolve("p1-1-left")).doesNotExist();
            assertThat(root.resolve("p1-1-left.lock")).doesNotExist();
            assertThat(space.heldBytes()).isZero();
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void leavesFilesOfARunningProcess() throws Exception {
        Path theirs = Files.createDirectory(root.resolve("p1-1-theirs"));
        Path lock = Files.createFile(root.resolve("p1-1-theirs.lock"));
        Path program = Files.writeString(root.resolve("Holder.java"), """
                void main(String[] arguments) throws Exception {
                    var channel = java.nio.channels.FileChannel.open(
                            java.nio.file.Path.of(arguments[0]), java.nio.file.StandardOpenOption.WRITE);
                    channel.lock();
                    System.out.println("held");
                    Thread.sleep(60_000);
                    channel.close();
                }
                """);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process other = new ProcessBuilder(java, program.toString(), lock.toString()).start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            open().close();
            assertThat(theirs).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }
        open().close();
        assertThat(theirs).doesNotExist();
    }

    @Test
    void twoInOneProcessDoNotHurtEachOther() throws IOException {
        try (ScratchSpace first = open()) {
            ScratchFolder folder = first.newFolder("alice");
            Files.writeString(folder.file("0"), "bytes");
            open().close();
            assertThat(folder.file("0")).exists();
        }
    }

    @Test
    void oneUserHasHalfOfIt() throws IOException {
        try (ScratchSpace space = open()) {
            ScratchFolder folder = space.newFolder("alice");
            folder.addBytes(500);
            assertThatThrownBy(() -> folder.addBytes(1)).isInstanceOf(Problem.class);
            space.newFolder("bob").addBytes(500);
            assertThatThrownBy(() -> space.newFolder("carol").addBytes(1)).isInstanceOf(Problem.class);

            folder.discard();

            space.newFolder("carol").addBytes(500);
            assertThat(space.heldBytes()).isEqualTo(1000);
        }
    }

    private ScratchSpace open() {
        return ScratchSpace.open(new ScratchSettings(root, DataSize.ofBytes(1000), DataSize.ofBytes(1000)));
    }
}
