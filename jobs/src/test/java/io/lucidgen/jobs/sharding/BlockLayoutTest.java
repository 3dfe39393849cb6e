package io.lucidgen.jobs.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lucidgen.data.Block;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.jobs.spark.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockLayoutTest {
    // 23 examples of worker 0 and 22 of worker 1, in blocks of 10.
    private static final BlockLayout LAYOUT = new BlockLayout(new ShardPlan(45, 2, 10, 1), 3);

    @Test
    void everyBlockLiesWhereItsIndexSays() throws IOException {
        for (int worker = 0; worker < 2; worker++) {
            byte[] file = file(worker);
            assertThat(LAYOUT.fileBytes(worker)).isEqualTo(file.length);
            for (int index = 0; index < 3; index++) {
                Block block = LAYOUT.read(worker, index, stored(file, worker, index));
                assertThat(block.features()).isEqualTo(block(worker, index).features());
                assertThat(block.labels()).isEqualTo(block(worker, index).labels());
                assertThat(block.worker()).isEqualTo(worker);
                assertThat(block.index()).isEqualTo(index);
            }
        }
    }

    @Test
    void refusesAnyByteThatIsNotWhatWasWritten() throws IOException {
        byte[] stored = stored(file(0), 0, 2);
        for (int at = 0; at < stored.length; at++) {
            byte[] altered = stored.clone();
            altered[at] ^= 1;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LAYOUT.read(0, 2, altered))
                    .withMessageContaining("block 2 of worker 0 is not what was written");
        }
    }

    @Test
    void refusesAnotherBlock() throws IOException {
        byte[] first = stored(file(0), 0, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> LAYOUT.read(0, 1, first));
        assertThatIllegalArgumentException().isThrownBy(() -> LAYOUT.read(1, 0, first));
    }

    @Test
    void reachesExecutorsUnchanged() {
        assertThat(Serialization.roundTrip(LAYOUT)).isEqualTo(LAYOUT);
        ShardFile file = new ShardFile(1, "worker", 5);
        assertThat(Serialization.roundTrip(file)).isEqualTo(file);
        RoundBlocks.Part part = new RoundBlocks.Part(1, "worker", new int[] {3, 5});
        assertThat(Serialization.roundTrip(part).blocks()).containsExactly(3, 5);
    }

    private static byte[] stored(byte[] file, int worker, int index) {
        int from = (int) LAYOUT.position(index);
        return Arrays.copyOfRange(file, from, from + LAYOUT.recordBytes(worker, index));
    }

    private static byte[] file(int worker) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (int index = 0; index < LAYOUT.plan().blocks(worker); index++) {
                LAYOUT.write(block(worker, index), out);
            }
        }
        return bytes.toByteArray();
    }

    private static Block block(int worker, int index) {
        int count = LAYOUT.plan().blockCount(worker, index);
        byte[] features = new byte[3 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = 1000 * worker + 100 * index - i;
            features[3 * i] = (byte) (200 + i);
        }
        return new Block(worker, index, count, features, labels);
    }
}
