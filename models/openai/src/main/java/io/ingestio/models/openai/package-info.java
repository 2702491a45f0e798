/** Any endpoint that speaks OpenAI's chat API: hosted, vLLM, Ollama. */
@NullMarked
package io.ingestio.models.openai;

import org.jspecify.annotations.NullMarked;
