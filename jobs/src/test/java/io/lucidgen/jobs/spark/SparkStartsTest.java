package io.lucidgen.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SparkStartsTest {
    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @Test
    void countsInSeveralTaskSlots() {
        assertThat(SPARK.session().version()).isEqualTo("3.5.7");
        assertThat(SPARK.session().range(0, 1000, 1, 4).count()).isEqualTo(1000);
    }
}
