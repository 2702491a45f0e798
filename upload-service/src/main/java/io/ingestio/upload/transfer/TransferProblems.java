package io.ingestio.upload.transfer;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.upload.draft.DraftFile;
import io.ingestio.upload.file.InspectFile.Verdict;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Why bytes of a draft's file are not stored. */
final class TransferProblems {

    private TransferProblems() {}

    static Problem locked() {
        return Problem.retryable(HttpStatus.LOCKED, ErrorCode.UPLOAD_LOCKED, "Another request is sending this file.")
                .after(Duration.ofSeconds(1));
    }

    static Problem otherOffset(long offset) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.UPLOAD_OFFSET_MISMATCH,
                        "The next byte of this file is " + offset + ".")
                .with("offset", offset);
    }

    static Problem tooManyParts(int most) {
        return Problem.of(
                HttpStatus.CONFLICT,
                ErrorCode.TOO_MANY_PARTS,
                "This file came in %d parts already. Send the rest in one, or the file with PUT.".formatted(most));
    }

    static Problem beyondLength() {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                ErrorCode.REQUEST_TOO_LARGE,
                "There are more bytes than the announced size of the file.");
    }

    /** A client that resumes learns so, instead of taking the file for done. Only a PUT starts it anew. */
    static void throwIfRejected(DraftFile file) {
        String code = file.refusalCode();
        if (code != null) {
            throw rejected(new Verdict.Rejected(code, String.valueOf(file.refusalDetail())));
        }
    }

    /** The file arrived whole, and is kept as rejected. */
    static Problem rejected(Verdict.Rejected verdict) {
        ErrorCode code = ErrorCode.ofWireName(verdict.code()).orElse(ErrorCode.UNSUPPORTED_FILE_TYPE);
        HttpStatus status =
                code == ErrorCode.FILE_TOO_LARGE ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT;
        return Problem.of(status, code, verdict.detail());
    }
}
