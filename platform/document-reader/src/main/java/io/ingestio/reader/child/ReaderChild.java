package io.ingestio.reader.child;

import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Frames;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;
import java.util.logging.LogManager;
import javax.imageio.ImageIO;

/**
 * The main class of a child: answers one request after the other until its standard input ends, at the latest when the
 * parent dies, even in the middle of a request.
 */
public final class ReaderChild {
    private final Frames frames;
    private final SynchronousQueue<Request> requests = new SynchronousQueue<>();

    private ReaderChild(Frames frames) {
        this.frames = frames;
    }

    /** Speaks {@link Frames} on standard input and output; nothing else may write to the latter. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        System.setOut(System.err);
        // Libraries would log parts of the document.
        LogManager.getLogManager().reset();
        ImageIO.setUseCache(false);
        new ReaderChild(new Frames(System.in, out)).run();
    }

    private void run() throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().name("requests").start(this::receive);
        frames.write(new Reply.Ready());
        while (true) {
            frames.write(answer(requests.take()));
        }
    }

    private void receive() {
        try {
            while (true) {
                requests.put(frames.read(Request.class));
            }
        } catch (IOException | InterruptedException e) {
            // The parent is gone or stops this child; there is nothing to save.
            Runtime.getRuntime().halt(0);
        }
    }

    private Reply answer(Request request) throws IOException {
        try {
            return switch (request) {
                case Request.Inspect inspect -> InspectFile.inspect(inspect);
                case Request.Read read -> ReadText.read(read, frames);
                case Request.Render render -> RenderPage.render(render);
            };
        } catch (RejectedFile rejected) {
            return rejected.reply();
        } catch (StackOverflowError e) {
            return Reply.Rejected.of(RejectionCode.RESOURCE_LIMIT);
        }
    }
}
