package io.lucidgen.report;

import java.util.List;

/** All that one report shows, in the order of the page. */
public record ReportContent(
        ReportHeader header,
        Part<ModelCardView> card,
        Part<List<FindingView>> findings,
        Part<List<NetworkView>> networks,
        Part<SamplePath> path,
        Part<List<Chart>> training,
        Part<SampleGallery> samples,
        Part<ExplanationGallery> explanations,
        Part<ReconstructionGallery> reconstructions,
        Part<TrustSummary> trust,
        Part<InternalsView> internals,
        Part<List<SurrogateView>> surrogates,
        Part<List<Score>> scores,
        Reproduction reproduction) {}
