package io.ingestio.models.openai;

import io.ingestio.models.Instructions;

/** What a model is asked for: the user's words, the schema, and what people corrected before, fenced as data. */
final class ExtractTask {

    private static final String EXAMPLES = OpenAiModel.resource("examples");

    private ExtractTask() {}

    static String of(Instructions instructions) {
        StringBuilder task = new StringBuilder(instructions.prompt());
        String schema = instructions.schema();
        if (schema != null) {
            task.append("\n\nThe object \"data\" must satisfy this JSON Schema:\n")
                    .append(schema);
        }
        if (!instructions.examples().isEmpty()) {
            task.append("\n\n")
                    .append(EXAMPLES)
                    .append("\n<corrections>\n")
                    .append(instructions.examples().lines())
                    .append("\n</corrections>");
        }
        return task.toString();
    }
}
