package io.lucidgen.jobs.table;

import static io.lucidgen.jobs.table.Column.NO_UNIT;
import static io.lucidgen.jobs.table.Column.SCALAR;
import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.lucidgen.data.Modality;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The samples that a model generated. */
public final class SamplesTable {
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String ID = "id";
    public static final String ORDINAL = "ordinal";
    public static final String SEED = "seed";
    public static final String LATENT = "latent";
    public static final String MODALITY = "modality";
    public static final String SHAPE = "shape";
    public static final String MEDIA_TYPE = "media_type";
    public static final String CONTENT = "content";
    public static final String BYTES = "bytes";
    public static final String PATH = "path";
    public static final String TEXT = "text";
    public static final String CRITIC_LOGIT = "critic_logit";
    public static final String LABEL = "label";
    public static final String DRAWS = "draws";

    private static final int VERSION = 1;

    // The form in which notebooks and data loaders recognise a picture.
    static final StructType FILE = new StructType().add(BYTES, BinaryType, true).add(PATH, StringType, true);

    public static final Table TABLE = Table.named("samples", "One row for each generated sample.")
            .column(SCHEMA_VERSION, IntegerType, NO_UNIT, SCALAR, "version of this table's columns")
            .column(ID, StringType, NO_UNIT, SCALAR, "names the sample within its run")
            .column(ORDINAL, LongType, NO_UNIT, SCALAR, "place within the run, from 0 on without a gap")
            .column(
                    SEED,
                    LongType,
                    NO_UNIT,
                    SCALAR,
                    "what the latent was drawn from; with the version it gives the sample again")
            .column(
                    LATENT,
                    ColumnValues.FLOATS,
                    NO_UNIT,
                    "[latent]",
                    "the latent vector: noise, standard normal, then codes, then the class as a single 1, where the model has them")
            .column(MODALITY, StringType, NO_UNIT, SCALAR, "image, text, audio or table")
            .column(
                    SHAPE,
                    ColumnValues.INTS,
                    NO_UNIT,
                    "[axes]",
                    "sizes of the sample's axes, such as [channels, height, width]")
            .column(MEDIA_TYPE, StringType, NO_UNIT, SCALAR, "type of the content, such as image/png")
            .nullable(CONTENT, FILE, NO_UNIT, "{bytes, path}", "the sample as a file", "the modality is text")
            .nullable(TEXT, StringType, NO_UNIT, SCALAR, "the sample as text", "the modality is not text")
            .nullable(
                    CRITIC_LOGIT,
                    DoubleType,
                    "logits",
                    SCALAR,
                    "how real the critic finds it, above 0 for real",
                    "the family has no critic")
            .nullable(
                    LABEL,
                    IntegerType,
                    NO_UNIT,
                    SCALAR,
                    "the class that the sample was asked to be of",
                    "the model is told no classes")
            .nullable(
                    DRAWS,
                    IntegerType,
                    NO_UNIT,
                    SCALAR,
                    "latents that were drawn until the critic found one real enough",
                    "generation had no gate")
            .sortedBy(ID);

    private SamplesTable() {}

    /** The row of a sample. */
    public static Row row(SampleRow sample) {
        return RowFactory.create(
                VERSION,
                sample.id(),
                sample.ordinal(),
                sample.seed(),
                sample.latent(),
                sample.modality().name().toLowerCase(Locale.ROOT),
                sample.shape(),
                sample.mediaType(),
                sample.content() == null ? null : RowFactory.create(sample.content(), null),
                sample.text(),
                sample.criticLogit(),
                sample.label(),
                sample.draws());
    }

    /** The latent of a row that has its column, {@code [latent]}. */
    public static float[] latent(Row row) {
        return ColumnValues.floats(row, LATENT);
    }

    /** The sample of a row that has all columns, in any order. */
    public static SampleRow sample(Row row) {
        Row file = row.getAs(CONTENT);
        return new SampleRow(
                row.getAs(ID),
                row.<Long>getAs(ORDINAL),
                row.<Long>getAs(SEED),
                ColumnValues.floats(row, LATENT),
                Modality.valueOf(row.<String>getAs(MODALITY).toUpperCase(Locale.ROOT)),
                ColumnValues.ints(row, SHAPE),
                row.getAs(MEDIA_TYPE),
                file == null ? null : file.getAs(BYTES),
                row.getAs(TEXT),
                row.getAs(CRITIC_LOGIT),
                row.getAs(LABEL),
                row.getAs(DRAWS));
    }
}
