package io.lucidgen.report;

import java.util.List;

/**
 * The model card: what the system recorded and what people wrote.
 *
 * @param provenance groups of facts, such as code, data, training
 * @param settings every setting of the run, as it was resolved
 * @param usage notes by people: what the model is for, what it is not for, known faults
 * @param usageHint where people write those notes; shown when there are none
 */
public record ModelCardView(List<Group> provenance, List<Fact> settings, List<Note> usage, String usageHint) {

    /** Facts that belong together. */
    public record Group(String title, List<Fact> facts) {
        public Group {
            facts = List.copyOf(facts);
        }
    }

    /** A text by a person on one topic. */
    public record Note(String topic, String text) {}

    public ModelCardView {
        provenance = List.copyOf(provenance);
        settings = List.copyOf(settings);
        usage = List.copyOf(usage);
    }
}
