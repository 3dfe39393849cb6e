package io.lucidgen.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Network definitions as JSON; reading creates the listed operations and nothing else. */
public final class NetworkJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private NetworkJson() {}

    public static String write(NetworkDefinition definition) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write network " + definition.name(), e);
        }
    }

    /**
     * Reads a definition.
     *
     * @throws IllegalArgumentException if the text is no definition of a network that this version knows
     */
    public static NetworkDefinition read(String json) {
        try {
            return MAPPER.readValue(json, NetworkDefinition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a network definition: " + e.getOriginalMessage(), e);
        }
    }
}
