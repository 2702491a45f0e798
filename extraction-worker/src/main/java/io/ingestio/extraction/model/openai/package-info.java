/** Any endpoint that speaks OpenAI's chat API: hosted, vLLM, Ollama. */
@NullMarked
package io.ingestio.extraction.model.openai;

import org.jspecify.annotations.NullMarked;
