package io.lucidgen.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.model.TargetKind;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TargetNamesTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @Test
    void unitsAreCalledByTheirNamesAndAllElseByKindAndIndex() {
        StructType columns = new StructType()
                .add(ExplanationsTable.TARGET_KIND, DataTypes.StringType)
                .add(ExplanationsTable.TARGET_INDEX, DataTypes.IntegerType)
                .add(ExplanationsTable.TARGET_UNIT, DataTypes.StringType);
        TargetNames names = TargetNames.of(SPARK.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create("unit", 0, "critic/hidden1-relu/3"),
                                RowFactory.create("unit", 0, "critic/hidden1-relu/3"),
                                RowFactory.create("unit-by-latent", 1, "generator/hidden1-relu/7"),
                                RowFactory.create("latent-mean", 0, null)),
                        columns));

        assertThat(names.view(TargetKind.UNIT, 0).label()).isEqualTo("unit critic/hidden1-relu/3");
        assertThat(names.view(TargetKind.UNIT_BY_LATENT, 1).label()).isEqualTo("unit generator/hidden1-relu/7");
        assertThat(names.view(TargetKind.LATENT_MEAN, 0).label()).isEqualTo("latent mean 0");
        assertThat(names.view(TargetKind.CRITIC_LOGIT, -1).label()).isEqualTo("critic logit");
    }
}
