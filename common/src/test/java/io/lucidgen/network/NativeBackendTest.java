package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class NativeBackendTest {
    private static final Set<String> AVX2 = Set.of("sse4_2", "avx", "avx2", "fma", "f16c", "bmi2");

    @Test
    void takesTheGeneralBuildOnAnOldProcessor() {
        assertThat(NativeBackend.chooseBuild(Set.of("sse4_2", "avx"), build -> true))
                .contains("-onednn");
    }

    @Test
    void takesTheAvx2BuildWithoutAvx512() {
        assertThat(NativeBackend.chooseBuild(AVX2, build -> true)).contains("-onednn-avx2");
    }

    @Test
    void takesTheNextBuildWhenTheBestIsNotOnTheClassPath() {
        assertThat(NativeBackend.chooseBuild(AVX2, "-onednn"::equals)).contains("-onednn");
    }

    @Test
    void takesNoCpuBuildWhenThereIsNone() {
        assertThat(NativeBackend.chooseBuild(AVX2, build -> false)).isEmpty();
    }

    @Test
    void loadsTheBuildThatIsTheBestForThisProcessor() {
        assertThat(NativeBackend.cpuFeatures()).contains("sse2");
        String best = NativeBackend.chooseBuild(NativeBackend.cpuFeatures(), build -> true)
                .orElseThrow();

        assertThat(NativeBackend.build()).isEqualTo("linux-x86_64" + System.getProperty(NativeBackend.EXTENSION));
        assertThat(System.getProperty(NativeBackend.EXTENSION)).isEqualTo(best);
    }

    @Test
    void addsTwoArraysOfFloats() {
        assertThat(Nd4j.createFromArray(1f, 2f, 3f)
                        .add(Nd4j.createFromArray(10f, 20f, 30f))
                        .toFloatVector())
                .containsExactly(11f, 22f, 33f);
    }
}
