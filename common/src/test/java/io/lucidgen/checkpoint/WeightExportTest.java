package io.lucidgen.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.ParameterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class WeightExportTest {

    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\(([0-9, ]+)\\), \\} *\n");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void everyParameterIsAnArrayOfItsShapeAndValues(DataType precision) throws IOException {
        Checkpoint checkpoint = Checkpoints.gan(50, precision);
        export(checkpoint, folder);

        List<String> expected = new ArrayList<>();
        try (ZipFile zip = new ZipFile(folder.resolve("weights.npz").toFile())) {
            checkpoint.definition().networks().forEach((name, network) -> {
                SlotVector slot = checkpoint.state().slot(ModelState.parametersOf(name));
                for (ParameterSpec parameter : network.parameterLayout()) {
                    expected.add(name + "." + parameter.name() + ".npy");
                    Npy array = Npy.read(zip, name + "." + parameter.name() + ".npy");
                    assertThat(array.width()).isEqualTo(precision == DataType.DOUBLE ? 8 : 4);
                    assertThat(array.shape()).isEqualTo(parameter.shape().dimensions());
                    for (int i = 0; i < parameter.size(); i++) {
                        assertThat(array.values()[i]).isEqualTo(slot.value(parameter.offset() + i));
                    }
                }
            });
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactlyElementsOf(expected);
        }
        assertThat(expected).contains("generator.hidden1.weight.npy", "discriminator.logit.bias.npy");
    }

    @Test
    void theGraphNamesOperationsSettingsShapesAndArrays() throws IOException {
        export(Checkpoints.gan(50, DataType.FLOAT), folder);

        JsonNode listing =
                new ObjectMapper().readTree(folder.resolve("network.json").toFile());
        JsonNode discriminator = listing.path("networks").path(1);
        assertThat(discriminator.path("inputs").toString()).isEqualTo("[{\"name\":\"x\",\"shape\":[4]}]");
        assertThat(discriminator.path("nodes").path(0).path("parameters").toString())
                .isEqualTo("[{\"name\":\"weight\",\"array\":\"discriminator.hidden1.weight\",\"shape\":[4,6]},"
                        + "{\"name\":\"bias\",\"array\":\"discriminator.hidden1.bias\",\"shape\":[6]}]");
        assertThat(discriminator.path("nodes").path(1).path("operation").toString())
                .isEqualTo("{\"type\":\"activation\",\"function\":\"LEAKY_RELU\",\"slope\":0.2}");
        assertThat(discriminator
                        .path("nodes")
                        .path(2)
                        .path("identityInInference")
                        .asBoolean())
                .isTrue();
        assertThat(discriminator.path("outputs").path(0).asText()).isEqualTo("logit");
    }

    @Test
    void exportingTwiceGivesTheSameBytesAndLeavesNothingElse() throws IOException {
        Checkpoint checkpoint = Checkpoints.gan(50, DataType.FLOAT);
        export(checkpoint, folder);
        List<byte[]> first = contents();
        export(checkpoint, folder);

        assertThat(contents()).usingRecursiveComparison().isEqualTo(first);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("weights.npz", "network.json", "card.json");
    }

    private List<byte[]> contents() throws IOException {
        return List.of(
                Files.readAllBytes(folder.resolve("weights.npz")),
                Files.readAllBytes(folder.resolve("network.json")),
                Files.readAllBytes(folder.resolve("card.json")));
    }

    private static void export(Checkpoint checkpoint, Path folder) throws IOException {
        new WeightExport(checkpoint)
                .write(FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(folder.toUri()));
    }

    private record Npy(int width, List<Integer> shape, double[] values) {

        static Npy read(ZipFile zip, String name) {
            byte[] bytes;
            try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
                bytes = in.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(Arrays.copyOf(bytes, 8)).isEqualTo(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
            int length = buffer.getShort(8);
            assertThat((10 + length) % 64).isZero();
            String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
            Matcher matcher = HEADER.matcher(header);
            assertThat(matcher.matches()).as(header).isTrue();
            int width = Integer.parseInt(matcher.group(1));
            double[] values = new double[(bytes.length - 10 - length) / width];
            buffer.position(10 + length);
            for (int i = 0; i < values.length; i++) {
                values[i] = width == 8 ? buffer.getDouble() : buffer.getFloat();
            }
            assertThat(buffer.hasRemaining()).isFalse();
            List<Integer> shape = Arrays.stream(matcher.group(2).split(",\\s*"))
                    .filter(part -> !part.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
            return new Npy(width, shape, values);
        }
    }
}
