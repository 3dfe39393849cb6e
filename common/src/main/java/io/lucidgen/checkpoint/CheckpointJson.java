package io.lucidgen.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.ModelDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The JSON of a version's files: only records of ours, and the operations that networks list, are ever created. */
final class CheckpointJson {

    // A definition or a state with something unknown or missing would be another model: that is refused.
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    // A newer writer may say more on a card.
    private static final ObjectMapper LENIENT =
            STRICT.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private CheckpointJson() {}

    static byte[] write(Object value) {
        try {
            return (STRICT.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Cannot write as JSON: " + value.getClass().getSimpleName(), e);
        }
    }

    /** @throws IllegalArgumentException if the text is not a complete {@code type} and nothing else */
    static <T> T read(byte[] json, Class<T> type) {
        return read(STRICT, json, type);
    }

    /** A model's definition; one of before there were other priors says nothing of its own, which is standard normal. */
    static ModelDefinition readDefinition(byte[] json) {
        try {
            JsonNode tree = STRICT.readTree(json);
            if (tree instanceof ObjectNode definition && !definition.has("prior") && definition.has("latentSize")) {
                int size = definition.get("latentSize").asInt();
                definition.set("prior", STRICT.valueToTree(LatentPrior.normal(size)));
                return read(STRICT.writeValueAsBytes(definition), ModelDefinition.class);
            }
        } catch (IOException noJson) {
            // Read below once more, which says what is wrong.
        }
        return read(json, ModelDefinition.class);
    }

    /** As {@link #read}, but passes over what a later version may have added. */
    static <T> T readKnown(byte[] json, Class<T> type) {
        return read(LENIENT, json, type);
    }

    private static <T> T read(ObjectMapper mapper, byte[] json, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("it is empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
