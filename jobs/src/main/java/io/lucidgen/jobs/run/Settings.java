package io.lucidgen.jobs.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.lucidgen.config.Architecture;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.family.ModelFamilies;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Configuration records as flat settings, under the keys of the configuration file. */
final class Settings {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .addModule(new SimpleModule().addSerializer(new KebabEnum()).addSerializer(new FamilySection()))
            .build();

    private Settings() {}

    /**
     * Flattens a section, so that {@code averaging.local-steps} has the value {@code 20}.
     *
     * @param part a record of the configuration, or a single value
     */
    static SortedMap<String, String> flatten(String name, Object part) {
        SortedMap<String, String> settings = new TreeMap<>();
        collect(name, JSON.valueToTree(part), settings);
        return Collections.unmodifiableSortedMap(settings);
    }

    private static void collect(String name, JsonNode node, SortedMap<String, String> settings) {
        if (!node.isObject()) {
            settings.put(name, node.isValueNode() ? node.asText() : node.toString());
            return;
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            collect(name + "." + field.getKey(), field.getValue(), settings);
        }
    }

    /** Writes the settings that shape the model, those of its family under its name, as the configuration file does. */
    private static final class FamilySection extends StdSerializer<ModelConfig> {
        private static final long serialVersionUID = 1;

        FamilySection() {
            super(ModelConfig.class);
        }

        @Override
        public void serialize(ModelConfig model, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeStringField("name", model.name());
            out.writeStringField("family", model.family());
            out.writeNumberField("latent-size", model.latentSize());
            out.writeObjectField("condition", model.condition());
            out.writeObjectField("architecture", model.architecture());
            if (model.architecture() == Architecture.CONVOLUTIONAL) {
                out.writeObjectField("convolutions", model.convolutions());
            }
            if (ModelFamilies.named(model.family()).isAdversarial()) {
                out.writeObjectField("adversarial", model.adversarial());
            }
            out.writeObjectField(model.family(), model.settings());
            out.writeEndObject();
        }
    }

    /** Writes {@code LATENT_MEAN} as the configuration file does. */
    @SuppressWarnings("rawtypes")
    private static final class KebabEnum extends StdSerializer<Enum> {
        private static final long serialVersionUID = 1;

        KebabEnum() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
