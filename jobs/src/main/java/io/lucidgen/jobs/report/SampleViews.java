package io.lucidgen.jobs.report;

import io.lucidgen.config.GenerationConfig;
import io.lucidgen.data.Modality;
import io.lucidgen.jobs.report.ReportSources.Source;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.report.NumberText;
import io.lucidgen.report.Part;
import io.lucidgen.report.Picture;
import io.lucidgen.report.PngReader;
import io.lucidgen.report.SampleGallery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.functions;

/** The first samples of a run of generate. */
final class SampleViews {

    private SampleViews() {}

    /** The first samples that a grid has room for, in order; only these come to the driver. */
    static List<SampleRow> first(ReportSources sources, int count) throws IOException {
        Optional<Source> samples = sources.of(SamplesTable.TABLE);
        if (samples.isEmpty()) {
            return List.of();
        }
        return sources
                .read(samples.get())
                .filter(functions.col(SamplesTable.ORDINAL).lt(count))
                .orderBy(SamplesTable.ORDINAL)
                .collectAsList()
                .stream()
                .map(SamplesTable::sample)
                .toList();
    }

    static Part<SampleGallery> gallery(ReportSources sources, List<SampleRow> first, GenerationConfig grid) {
        Optional<Source> samples = sources.of(SamplesTable.TABLE);
        if (samples.isEmpty()) {
            return Part.absent("No samples of this version are stored for this date: run generate, then report again.");
        }
        if (first.stream().anyMatch(sample -> sample.modality() != Modality.IMAGE)) {
            return Part.absent(
                    "The samples are no pictures, and this page can only show those: query the table instead.");
        }
        int rows = Math.min(grid.gridRows(), (first.size() + grid.gridColumns() - 1) / grid.gridColumns());
        String caption = "The first " + NumberText.count(first.size()) + " of "
                + NumberText.count(samples.get().rows())
                + " samples, in the order of their ids, none left out.";
        return Part.of(new SampleGallery(
                rows,
                grid.gridColumns(),
                first.stream().map(SampleViews::picture).toList(),
                caption));
    }

    /** The picture of a sample that is one. */
    static Picture picture(SampleRow sample) {
        return PngReader.decode(sample.content());
    }
}
