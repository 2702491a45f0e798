package io.ingestio.http.service;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/** What is wrong with a request that could not be read, as a sentence for its sender: the place, and no name of our classes. */
final class WrongInput {

    private WrongInput() {}

    /** @param otherwise what the framework says, for a request of which nothing better is known */
    static String sentence(ResponseStatusException failure, String otherwise) {
        JacksonException unreadable = cause(failure);
        if (unreadable != null) {
            return unreadable instanceof StreamReadException ? notJson(unreadable) : wrongValue(unreadable);
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

    private static String notJson(JacksonException unreadable) {
        return "The body cannot be read as JSON" + place(unreadable) + ".";
    }

    private static String wrongValue(JacksonException unreadable) {
        if (unreadable.getPath().isEmpty()) {
            return "The body has a form that this call does not read" + place(unreadable) + ".";
        }
        var pointer = new StringBuilder();
        for (JacksonException.Reference step : unreadable.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : name);
        }
        return "The body's member " + pointer + " has a value that it cannot have" + place(unreadable) + ".";
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
