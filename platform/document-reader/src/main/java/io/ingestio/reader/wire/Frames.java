package io.ingestio.reader.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Frames of a four-byte length (big endian) and that many bytes of JSON. Not safe for several threads.
 *
 * <p>A child that was compromised by a hostile file can send anything, so a frame's length is bounded and its JSON is bound to
 * the few known types.
 */
public final class Frames {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_BYTES = 64 << 20;

    private final DataInputStream in;
    private final DataOutputStream out;

    public Frames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    public void write(Object message) throws IOException {
        byte[] json = JSON.writeValueAsBytes(message);
        out.writeInt(json.length);
        out.write(json);
        out.flush();
    }

    /**
     * Waits for the next frame; {@link EOFException} if the other side is gone, {@link IOException} if it violates the protocol.
     */
    public <T> T read(Class<T> type) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] json = in.readNBytes(length);
        if (json.length < length) {
            throw new EOFException();
        }
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException e) {
            throw new IOException("a frame that is no " + type.getSimpleName(), e);
        }
    }
}
