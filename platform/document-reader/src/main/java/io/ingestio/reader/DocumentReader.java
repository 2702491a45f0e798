package io.ingestio.reader;

import io.ingestio.reader.parent.ChildPool;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads untrusted PDFs and images in child JVMs.
 *
 * <p>Nothing a file holds can exhaust, block or crash the caller: memory, time, pages, pixels and text are bounded, and a
 * file that goes beyond is refused with {@link RefusalCode#RESOURCE_LIMIT}. The Monos are lazy, never block the subscriber's
 * thread and signal on Reactor's bounded elastic threads; cancelling one ends its work. They fail with {@link
 * ReaderUnavailable} when no child can be started.
 *
 * <p>Children are started by the first request that needs one, kept warm, and end with this JVM, even when it is killed.
 */
public final class DocumentReader implements AutoCloseable {
    private final ChildPool children;
    private final Request.Limits limits;

    public DocumentReader(ReaderSettings settings) {
        this.children = new ChildPool(settings);
        this.limits = new Request.Limits(
                settings.maxPages(), settings.maxPagePixels(), settings.maxImagePixels(), settings.maxCharacters());
    }

    /** What the file is and how many pages it has, or why it is refused; a bad file is an answer here and no error. */
    public Mono<Inspection> inspect(Path file) {
        return ask(file, new Request.Inspect(file.toAbsolutePath().toString(), limits))
                .map(answer -> switch (answer.last()) {
                    case Reply.Accepted accepted -> new Inspection.Accepted(accepted.type(), accepted.pages());
                    case Reply.Refused refused -> new Inspection.Refused(refused.code(), refused.detail());
                    case Reply.Ready _, Reply.Page _, Reply.Done _ -> Inspection.Refused.of(RefusalCode.RESOURCE_LIMIT);
                });
    }

    /** The text layer of every page, without words where a page has none. Fails with {@link UnreadableDocument}. */
    public Mono<DocumentText> read(Path file) {
        return ask(file, new Request.Read(file.toAbsolutePath().toString(), limits))
                .map(answer -> new DocumentText(requireDone(answer).pages()));
    }

    /**
     * Draws a page as PNG into the file {@code into} and gives that path back. Fails with {@link UnreadableDocument}, and then
     * leaves no file behind; a page with an image that cannot be decoded for want of a decoder fails, and is never drawn blank.
     *
     * @param pageNumber 1 for the first page
     * @param dpi dots per inch; a pixel of an image file is a point, so 144 doubles it and 72 or less leaves it as it is
     */
    public Mono<Path> render(Path file, int pageNumber, int dpi, Path into) {
        Path target = into.toAbsolutePath();
        var request = new Request.Render(file.toAbsolutePath().toString(), pageNumber, dpi, target.toString(), limits);
        return ask(file, request).map(answer -> {
            if (!(answer.last() instanceof Reply.Done)) {
                deleteQuietly(target);
            }
            requireDone(answer);
            return into;
        });
    }

    private Mono<ChildPool.Answer> ask(Path file, Request request) {
        return Mono.defer(() -> Files.isReadable(file)
                ? children.ask(request).publishOn(Schedulers.boundedElastic())
                : Mono.error(new IOException("There is no readable file " + file.getFileName())));
    }

    private static ChildPool.Answer requireDone(ChildPool.Answer answer) {
        return switch (answer.last()) {
            case Reply.Done _ -> answer;
            case Reply.Refused refused -> throw new UnreadableDocument(refused.code(), refused.detail());
            case Reply.Ready _, Reply.Page _, Reply.Accepted _ ->
                throw new UnreadableDocument(RefusalCode.RESOURCE_LIMIT, RefusalCode.RESOURCE_LIMIT.sentence());
        };
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A leftover of a drawing that failed; whoever owns the folder sweeps it.
        }
    }

    /** How many children are started and wait for work. */
    int idleChildren() {
        return children.idleChildren();
    }

    /** Ends the children; running and new requests fail with {@link ReaderUnavailable}. */
    @Override
    public void close() {
        children.close();
    }
}
