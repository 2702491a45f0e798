package io.ingestio.models.ocr;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.tesseract.TessBaseAPI;

/**
 * The main class of a child JVM that reads pictures with Tesseract in native code. A picture that crashes the code ends this
 * process and no other.
 *
 * <p>Wire format on standard input and output, {@link java.io.DataOutput}: a request is the language, the threshold's value
 * and a path, as UTF; a reply is the length of the TSV text in bytes and the bytes, or {@value #UNREADABLE} for a picture that cannot be
 * decoded. The first output is {@value #READY}. The process ends with its standard input.
 */
final class OcrChild {

    static final int READY = 1;
    static final int UNREADABLE = -1;

    private static final int ONE_COLUMN_OF_VARIABLE_SIZES = 4;
    private static final int LSTM_ONLY = 1;
    private static final int RGB_AND_ALPHA = 4;

    private OcrChild() {}

    /** @param arguments the folder of the language data, then the languages */
    public static void main(String[] arguments) throws IOException {
        var in = new DataInputStream(System.in);
        // Native code and libraries may print: only this stream is the reply.
        var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        // Before READY: missing data are a fault of this machine, not of a picture.
        Map<String, TessBaseAPI> engines = new HashMap<>();
        for (String language : Arrays.asList(arguments).subList(1, arguments.length)) {
            engines.put(language, engine(arguments[0], language));
        }
        out.writeInt(READY);
        out.flush();
        try {
            while (true) {
                TessBaseAPI engine = Objects.requireNonNull(engines.get(in.readUTF()), "language");
                answer(engine, in.readUTF(), in.readUTF(), out);
            }
        } catch (EOFException e) {
            // The parent has ended, or closed this child.
        }
    }

    private static TessBaseAPI engine(String data, String language) {
        var engine = new TessBaseAPI();
        if (engine.Init(data, language, LSTM_ONLY) != 0) {
            throw new IllegalStateException("no language data for " + language + " in " + data);
        }
        engine.SetPageSegMode(ONE_COLUMN_OF_VARIABLE_SIZES);
        return engine;
    }

    private static void answer(TessBaseAPI tesseract, String threshold, String path, DataOutputStream out)
            throws IOException {
        PIX picture = leptonica.pixRead(path);
        if (picture == null) {
            out.writeInt(UNREADABLE);
        } else {
            byte[] tsv = read(tesseract, threshold, opaque(picture));
            out.writeInt(tsv.length);
            out.write(tsv);
        }
        out.flush();
    }

    /** A transparent picture would become black in grey. */
    private static PIX opaque(PIX picture) {
        if (leptonica.pixGetSpp(picture) != RGB_AND_ALPHA) {
            return picture;
        }
        PIX opaque = leptonica.pixRemoveAlpha(picture);
        leptonica.pixDestroy(picture);
        return opaque;
    }

    private static byte[] read(TessBaseAPI tesseract, String threshold, PIX picture) {
        tesseract.SetVariable("thresholding_method", threshold);
        tesseract.SetImage(picture);
        BytePointer text = tesseract.GetTSVText(0);
        try {
            return text == null
                    ? new byte[0]
                    : text.getString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        } finally {
            if (text != null) {
                text.deallocate();
            }
            tesseract.Clear();
            leptonica.pixDestroy(picture);
        }
    }
}
