package io.lucidgen.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Whole reports with plausible numbers, for tests and for looking at. */
final class DemoContent {
    private static final String VERSION = "2026-03-14-5f0c2a91-r000500";

    private static final String SETTINGS = "averaging.block-size=1024 averaging.local-steps=20 averaging.workers=2"
            + " dataset.format=idx dataset.max-bad-fraction=0.0 dataset.name=fashion-mnist explanation.baseline=black"
            + " explanation.integrated-gradients-steps=50 explanation.max-relative-gap=0.05 explanation.samples=1000"
            + " generation.samples=1000 model.family=gan model.adversarial.discriminator-layers=1024,512,256"
            + " model.gan.generator-layers=128,256,512,1024 model.adversarial.leaky-slope=0.2 model.adversarial.updates=alternating"
            + " model.latent-size=100 root=lucidgen-data seed=1 training.batch-size=128 training.rounds=500";

    private DemoContent() {}

    static ReportContent gan() {
        TargetView logit = new TargetView("CRITIC_LOGIT", -1);
        return new ReportContent(
                new ReportHeader(
                        "fashion-gan",
                        VERSION,
                        "gan",
                        "fashion-mnist",
                        LocalDate.of(2026, 3, 14),
                        ReportHeader.Verdict.NOT_PROMOTED,
                        "Recall is 0.487 and must be at least 0.5; the champion 2026-03-13-aa01b2c3-r000500 stays."),
                Part.of(card(List.of(
                        new ModelCardView.Note("Meant for", "Trying attribution methods on small pictures of clothes."),
                        new ModelCardView.Note("Not meant for", "Product pictures, or any decision about people.")))),
                Part.of(List.of(new FindingView(
                        "17 of 512 units of hidden2-relu are never on: they do nothing.",
                        "part_effects",
                        "layer = 'hidden2-relu' AND dead"))),
                Part.of(DemoNetworks.gan()),
                Part.of(DemoNetworks.ganPath()),
                Part.of(DemoCharts.gan()),
                Part.of(samples()),
                Part.of(explanations(List.of(logit), "generated", 6)),
                Part.inapplicable(),
                Part.of(DemoScores.trust(List.of(logit))),
                Part.of(DemoInternals.gan()),
                Part.of(DemoScores.surrogates()),
                Part.of(DemoScores.gan()),
                reproduction("fashion-gan"));
    }

    static ReportContent vae() {
        List<TargetView> targets = List.of(
                new TargetView("reconstruction-error", -1),
                new TargetView("latent-mean", 0),
                new TargetView("latent-mean", 1));
        return new ReportContent(
                new ReportHeader(
                        "fashion-vae",
                        VERSION,
                        "vae",
                        "fashion-mnist",
                        LocalDate.of(2026, 3, 14),
                        ReportHeader.Verdict.UNDECIDED,
                        "No thresholds are configured for this model."),
                Part.of(card(List.of())),
                Part.absent("Nothing was looked for in this version: run explain."),
                Part.of(DemoNetworks.vae()),
                Part.of(DemoNetworks.vaePath()),
                Part.of(DemoCharts.vae()),
                Part.of(samples()),
                Part.of(explanations(targets, "real", 4)),
                Part.of(reconstructions()),
                Part.of(DemoScores.trust(targets)),
                Part.absent(
                        "The parts of the generator were not switched off: explanation.internals.enabled asks for it."),
                Part.absent("No simple rules were sought for this version: run explain."),
                Part.absent("No scores are stored for this version: run evaluate, then report again."),
                reproduction("fashion-vae"));
    }

    /** A run of which nothing was found but its name. */
    static ReportContent empty(String model) {
        return new ReportContent(
                new ReportHeader(
                        model,
                        "v",
                        "gan",
                        "d",
                        LocalDate.of(2026, 3, 14),
                        ReportHeader.Verdict.UNDECIDED,
                        "Nothing ran."),
                Part.absent("The checkpoint has no model card."),
                Part.absent("Nothing was looked for in this version."),
                Part.absent("The checkpoint has no definition."),
                Part.absent("No sample could be followed."),
                Part.absent("No training history is stored."),
                Part.absent("No samples are stored: run generate."),
                Part.absent("No explanations are stored: run explain."),
                Part.absent("No reconstructions are stored."),
                Part.absent("No explanation scores are stored."),
                Part.absent("Nothing of the generator's parts is stored: run explain."),
                Part.absent("No simple rules are stored: run explain."),
                Part.absent("No scores are stored: run evaluate."),
                new Reproduction(List.of(), List.of()));
    }

    private static SampleGallery samples() {
        return new SampleGallery(
                4,
                8,
                DemoGarments.draw(32),
                "The first 32 of 1,000 samples, none left out, in the" + " order of their ids.");
    }

    static ModelCardView card(List<ModelCardView.Note> usage) {
        return new ModelCardView(
                List.of(
                        group(
                                "Code",
                                "version",
                                "0.1.0",
                                "commit",
                                "5f0c2a91d4e7",
                                "Java",
                                "17.0.15",
                                "Spark",
                                "3.5.7",
                                "ND4J",
                                "1.0.0-M2.1 (AVX-512)",
                                "BLAS",
                                "OpenBLAS 0.3.31"),
                        group(
                                "Data",
                                "name",
                                "fashion-mnist",
                                "fingerprint",
                                "9c41d0b27e55aa10",
                                "training rows",
                                "60,000",
                                "test rows",
                                "10,000",
                                "quarantined",
                                "0",
                                "values",
                                "0 to 255, mean 72.9, deviation 90.0"),
                        group(
                                "Training",
                                "rounds",
                                "500",
                                "local steps a round",
                                "20",
                                "workers",
                                "2",
                                "batch size",
                                "128",
                                "examples seen",
                                "2,560,000",
                                "time",
                                "6 min 12 s",
                                "optimizer",
                                "adam 2e-4, 0.9, 0.999"),
                        group(
                                "Run",
                                "run id",
                                "train-fashion-gan-4be2910c77d3",
                                "seed",
                                "1",
                                "device",
                                "CPU, 2 cores",
                                "configuration",
                                "sha256 77ab09c1e2f34455",
                                "started",
                                "2026-03-14 01:00:03 UTC")),
                settings(),
                usage,
                "Set report.intended-use and report.limits, then run report again.");
    }

    private static List<Fact> settings() {
        List<Fact> settings = new ArrayList<>();
        for (String setting : SETTINGS.split(" ")) {
            int at = setting.indexOf('=');
            settings.add(new Fact(setting.substring(0, at), setting.substring(at + 1)));
        }
        return settings;
    }

    private static ModelCardView.Group group(String title, String... namesAndValues) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.add(new Fact(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new ModelCardView.Group(title, facts);
    }

    private static ExplanationGallery explanations(List<TargetView> targets, String source, int count) {
        List<ExplanationGallery.ExplainedSample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int sample = i;
            List<Explanation> maps = targets.stream()
                    .flatMap(
                            target -> DemoMaps.METHODS.stream().map(method -> DemoMaps.explain(sample, method, target)))
                    .toList();
            samples.add(new ExplanationGallery.ExplainedSample(
                    "g-0000000" + i,
                    source,
                    DemoGarments.draw(i + 1).get(i),
                    List.of(
                            new Fact("critic logit", "\u22120.43"),
                            new Fact("nearest row", "4.31"),
                            new Fact("realism", "1.02")),
                    maps));
        }
        return new ExplanationGallery(
                samples, count + " of 1,000 explained samples, chosen evenly by their ids. Baseline:" + " black.");
    }

    private static ReconstructionGallery reconstructions() {
        Random random = new Random(8);
        List<ReconstructionGallery.Reconstruction> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            float[] original = DemoGarments.garment(i);
            float[] blurred = new float[original.length];
            float[] error = new float[original.length];
            for (int j = 0; j < original.length; j++) {
                int before = Math.max(0, j - 1);
                blurred[j] = (original[j] + original[before] + original[Math.max(0, j - 28)]) / 3;
                error[j] = (float) (Math.abs(original[j] - blurred[j]) * (1 + 0.3 * random.nextDouble()));
            }
            rows.add(new ReconstructionGallery.Reconstruction(
                    "r-0000000" + i,
                    "real",
                    GrayImage.ofRange(original, 28, 28, 0, 1),
                    GrayImage.ofRange(blurred, 28, 28, 0, 1),
                    error,
                    228.4 + i,
                    "nats"));
        }
        return new ReconstructionGallery(rows, "Six held-out real images, chosen evenly by their ids.");
    }

    private static Reproduction reproduction(String model) {
        return new Reproduction(
                List.of(
                        new Reproduction.Command(
                                "Train, generate, explain, score and report again, skipping what is done:",
                                "submit-scripts/submit.sh -- nightly --run-date 2026-03-14 --set model.name=" + model),
                        new Reproduction.Command(
                                "This page alone:",
                                "submit-scripts/submit.sh -- report --run-date 2026-03-14 --set model.name=" + model)),
                List.of(
                        new Reproduction.Table(
                                "samples", "lucidgen-data/tables/samples/run_date=2026-03-14/model=" + model, 1000),
                        new Reproduction.Table(
                                "explanations",
                                "lucidgen-data/tables/explanations/run_date=2026-03-14/model=" + model,
                                4000)));
    }
}
