package io.lucidgen.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SparkStartsTest {
    @Test
    void countsInTwoTaskSlots() {
        try (SparkSession session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .getOrCreate()) {
            assertThat(session.version()).isEqualTo("3.5.7");
            assertThat(session.range(0, 1000, 1, 4).count()).isEqualTo(1000);
        }
    }
}
