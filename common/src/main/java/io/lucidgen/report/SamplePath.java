package io.lucidgen.report;

import java.util.List;

/**
 * One sample's way through the networks.
 *
 * @param sampleId the sample that was followed
 * @param description one sentence on which sample it is
 * @param stages in the order of computing
 */
public record SamplePath(String sampleId, String description, List<Stage> stages) {

    /**
     * One place on the way.
     *
     * @param network the network that computed it; stages of one network stand together
     * @param name the layer's name
     * @param operation what the layer computes
     */
    public record Stage(String network, String name, String operation, ActivationView activation) {}

    public SamplePath {
        stages = List.copyOf(stages);
    }
}
