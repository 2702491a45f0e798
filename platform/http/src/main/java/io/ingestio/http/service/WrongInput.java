package io.ingestio.http.service;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a request that could not be read, as a sentence for its sender: the place, and no name of our classes. */
public final class WrongInput {

    private static final int LONGEST_NAME = 64;

    private WrongInput() {}

    /** @param otherwise what the framework says, for a request of which nothing better is known */
    static String sentence(ResponseStatusException failure, String otherwise) {
        JacksonException unreadable = cause(failure);
        if (unreadable != null) {
            return sentence(unreadable);
        }
        MethodParameter parameter =
                failure instanceof ServerWebInputException input ? input.getMethodParameter() : null;
        if (parameter == null) {
            return otherwise;
        }
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return "The call needs a body in JSON.";
        }
        // "Required query parameter 'x' is not present." names its place itself.
        return otherwise.startsWith("Required ")
                ? otherwise
                : "The value of " + parameter.getParameterName() + " is not valid.";
    }

    /** What is wrong with a body in JSON. */
    public static String sentence(JacksonException unreadable) {
        return switch (unreadable) {
            case StreamReadException notJson -> notJson(notJson);
            case UnrecognizedPropertyException unknown ->
                "The body has a member " + pointer(unknown) + ", which this call does not know" + place(unknown) + ".";
            default -> wrongValue(unreadable);
        };
    }

    private static String notJson(JacksonException unreadable) {
        return "The body cannot be read as JSON" + place(unreadable) + ".";
    }

    private static String wrongValue(JacksonException unreadable) {
        if (unreadable.getPath().isEmpty()) {
            return "The body has a form that this call does not read" + place(unreadable) + ".";
        }
        return "The body's member " + pointer(unreadable) + " has a value that it cannot have" + place(unreadable)
                + ".";
    }

    private static String pointer(JacksonException unreadable) {
        var pointer = new StringBuilder();
        for (JacksonException.Reference step : unreadable.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : shortened(name));
        }
        return pointer.toString();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static String place(JacksonException unreadable) {
        TokenStreamLocation location = unreadable.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static @Nullable JacksonException cause(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException found) {
                return found;
            }
        }
        return null;
    }
}
