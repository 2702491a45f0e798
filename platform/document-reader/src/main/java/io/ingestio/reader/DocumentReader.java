package io.ingestio.reader;

import io.ingestio.reader.parent.ChildPool;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Reads untrusted PDFs and images in child JVMs.
 *
 * <p>Users share the children fairly ({@link #sharedBy}). No file can exhaust, block or crash the caller: memory, time, pages, pixels and text are bounded, and a file that exceeds
 * a bound is rejected with {@link RejectionCode#RESOURCE_LIMIT}. The Monos are lazy, never block the subscriber's
 * thread and signal on Reactor's bounded elastic threads; cancelling one ends its work. They fail with {@link
 * ReaderUnavailable} when no child can be started.
 *
 * <p>Children are started by the first request that needs one, kept warm, and end with this JVM, even when it is killed.
 */
public final class DocumentReader implements AutoCloseable {
    private static final String SHARE = DocumentReader.class.getName() + ".share";

    private final ChildPool children;
    private final Request.Limits limits;

    /** With the clock of the system. */
    public DocumentReader(ReaderSettings settings) {
        this(settings, Clock.systemUTC());
    }

    /** @param clock decides which children have been idle for too long */
    public DocumentReader(ReaderSettings settings, Clock clock) {
        this.children = new ChildPool(settings, clock);
        ReaderLimits given = settings.limits();
        this.limits = new Request.Limits(
                given.maxPages(), given.maxPagePixels(), given.maxImagePixels(), given.maxCharacters());
    }

    /**
     * For {@code contextWrite}: the calls of this reader above it are those of this user, who shares the children fairly with others.
     * Calls without it share among themselves.
     */
    public static Function<Context, Context> sharedBy(String userId) {
        return context -> context.put(SHARE, userId);
    }

    /** The file's type and page count, or why it is rejected; a bad file is a value here, not an error. */
    public Mono<Inspection> inspect(Path file) {
        return ask(file, new Request.Inspect(file.toAbsolutePath().toString(), limits))
                .map(answer -> switch (answer.last()) {
                    case Reply.Accepted accepted ->
                        new Inspection.Accepted(accepted.type(), accepted.pages(), accepted.damaged());
                    case Reply.Rejected rejected -> new Inspection.Rejected(rejected.code(), rejected.detail());
                    case Reply.Ready _, Reply.Page _, Reply.Done _ ->
                        Inspection.Rejected.of(RejectionCode.RESOURCE_LIMIT);
                });
    }

    /** The text layer of every page, without words where a page has none. Fails with {@link UnreadableDocument}. */
    public Mono<DocumentText> read(Path file) {
        return ask(file, new Request.Read(file.toAbsolutePath().toString(), limits))
                .map(answer -> new DocumentText(answer.pages(), done(answer).damaged()));
    }

    /**
     * Renders a page, upright, into the file {@code into} and returns that path. Fails with {@link UnreadableDocument} and then
     * leaves no file behind. A page with an image whose decoder is missing fails; it is never rendered blank.
     *
     * @param pageNumber 1 for the first page
     */
    public Mono<Path> render(Path file, int pageNumber, Picture picture, Path into) {
        Path target = into.toAbsolutePath();
        var request =
                new Request.Render(file.toAbsolutePath().toString(), pageNumber, picture, target.toString(), limits);
        return ask(file, request).map(answer -> {
            if (!(answer.last() instanceof Reply.Done)) {
                deleteQuietly(target);
            }
            done(answer);
            return into;
        });
    }

    private static String shareOf(ContextView context) {
        String share = context.getOrDefault(SHARE, "");
        return share == null ? "" : share;
    }

    /** As PNG. */
    public Mono<Path> render(Path file, int pageNumber, int dpi, Path into) {
        return render(file, pageNumber, Picture.ofDpi(Picture.Format.PNG, dpi), into);
    }

    private Mono<ChildPool.Answer> ask(Path file, Request request) {
        return Mono.deferContextual(context -> Files.isReadable(file)
                ? children.ask(request, shareOf(context)).publishOn(Schedulers.boundedElastic())
                : Mono.error(new IOException("There is no readable file " + file.getFileName())));
    }

    private static Reply.Done done(ChildPool.Answer answer) {
        return switch (answer.last()) {
            case Reply.Done done -> done;
            case Reply.Rejected rejected -> throw new UnreadableDocument(rejected.code(), rejected.detail());
            case Reply.Ready _, Reply.Page _, Reply.Accepted _ ->
                throw new UnreadableDocument(RejectionCode.RESOURCE_LIMIT, RejectionCode.RESOURCE_LIMIT.sentence());
        };
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The caller's folder is temporary.
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
