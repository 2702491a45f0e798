package io.ingestio.upload.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class FileCheckTest {

    @Test
    void passesAWholeFileOn() throws Exception {
        List<String> passed = FileCheck.checked(file("abcdef"), chunks("ab", "cd", "ef"))
                .map(chunk -> StandardCharsets.US_ASCII.decode(chunk).toString())
                .collectList()
                .block();
        assertThat(passed).containsExactly("ab", "cd", "ef");
    }

    @Test
    void damagedFileNeverArrivesWhole() throws Exception {
        List<Object> passed = FileCheck.checked(file("abcdef"), chunks("ab", "cX", "ef"))
                .<Object>map(chunk -> StandardCharsets.US_ASCII.decode(chunk).toString())
                .onErrorResume(FileDamaged.class, Flux::just)
                .collectList()
                .block();
        assertThat(passed).hasSize(3).startsWith("ab", "cX");
        assertThat(passed.getLast()).isInstanceOf(FileDamaged.class);
    }

    private static Flux<ByteBuffer> chunks(String... chunks) {
        return Flux.fromArray(chunks).map(StandardCharsets.US_ASCII::encode);
    }

    private static StoredFile file(String content) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.US_ASCII));
        return new StoredFile(
                UUID.randomUUID(),
                "a",
                content.length(),
                "image/png",
                1,
                "k",
                HexFormat.of().formatHex(hash));
    }
}
