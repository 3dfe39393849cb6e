package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
    static Stream<ReportContent> pages() {
        return Stream.of(DemoContent.gan(), DemoContent.vae(), DemoContent.empty("nothing"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePageIsWellFormed(ReportContent content) {
        assertThat(XmlText.parse(page(content)).getDocumentElement().getTagName())
                .isEqualTo("html");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingIsLoadedFromAnywhere(ReportContent content) {
        String page = page(content);

        assertThat(page)
                .doesNotContain("http:", "https:", "<script", "<link", "<iframe", "<object", "@import", "@font-face");
        assertThat(all(page, "src=\"([^\"]{0,22})")).allMatch(address -> address.startsWith("data:image/png;base64"));
        assertThat(all(page, "url\\(([^)]{0,22})"))
                .allMatch(address -> address.startsWith("data:image/png;base64") || address.startsWith("#"));
        assertThat(page).contains("default-src &#39;none&#39;");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAPlaceOnThePageAndPlacesAreUnique(ReportContent content) {
        String page = page(content);
        List<String> places = all(page, " id=\"([^\"]*)\"");

        assertThat(places).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(all(page, "href=\"([^\"]*)\"")))
                .allMatch(link -> link.startsWith("#") && places.contains(link.substring(1)));
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        assertThat(HtmlReport.render(DemoContent.vae())).isEqualTo(HtmlReport.render(DemoContent.vae()));
    }

    @Test
    void aModelNamedLikeAScriptStaysAName() {
        String page = page(DemoContent.empty("<script>alert(1)</script>"));

        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(1)");
    }

    @Test
    void textsOfEverySectionAreEscaped() {
        String evil = "\"><img src=x onerror=alert(1)>";
        ReportContent demo = DemoContent.gan();
        TargetView target = new TargetView(evil, 1);
        Explanation map = new Explanation(
                evil,
                target,
                1,
                1,
                1,
                new float[1],
                new Explanation.Figures(
                        0, 0, OptionalDouble.empty(), OptionalDouble.empty(), 0, 1, 1, false, List.of(evil), evil));
        Picture picture = new GrayImage(1, 1, new byte[1]);
        Series series = new Series(evil, new double[] {0, 1}, new double[] {1, 2});
        ReportContent content = new ReportContent(
                demo.header(),
                Part.of(DemoContent.card(List.of(new ModelCardView.Note(evil, evil)))),
                Part.of(List.of(new FindingView(evil, evil, evil))),
                Part.of(List.of(new NetworkView(evil, evil, List.of(new LayerView(evil, evil, evil, 1, List.of()))))),
                Part.of(new SamplePath(
                        evil,
                        evil,
                        List.of(new SamplePath.Stage(evil, evil, evil, new ActivationView.Number(1, evil))))),
                Part.of(List.of(new Chart(evil, evil, evil, evil, Chart.Scale.LINEAR, List.of(series), evil))),
                Part.of(new SampleGallery(1, 1, List.of(picture), evil)),
                Part.of(new ExplanationGallery(
                        List.of(new ExplanationGallery.ExplainedSample(
                                evil, evil, picture, List.of(new Fact(evil, evil)), List.of(map))),
                        evil)),
                Part.of(new ReconstructionGallery(
                        List.of(new ReconstructionGallery.Reconstruction(
                                evil, evil, picture, picture, new float[1], 1, evil)),
                        evil)),
                Part.of(new TrustSummary(List.of(), List.of(new TrustSummary.Check(evil, 1, 1, true)), 0.05)),
                Part.of(new InternalsView(
                        List.of(new InternalsView.Layer(evil, 1, 0, 0, 1)),
                        List.of(new InternalsView.Unit(evil, 0, 1, OptionalDouble.empty(), new float[1], 1)),
                        List.of(new InternalsView.Edge(evil, 0, evil + evil, 0, 1, 1)),
                        1,
                        List.of(new InternalsView.Strip(evil, 0, 1, 1, picture)))),
                Part.of(List.of(new SurrogateView(evil, evil, evil, true, 1, 1, 1, 1, 1, evil))),
                Part.of(List.of(new Score(
                        evil,
                        evil,
                        evil,
                        1,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        1,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        Score.Better.LOWER,
                        Optional.empty()))),
                new Reproduction(
                        List.of(new Reproduction.Command(evil, evil)), List.of(new Reproduction.Table(evil, evil, 1))));

        String page = page(content);

        assertThat(page).doesNotContain("<img src=x");
        assertThat(all(page, "(onerror=[^&])"))
                .as("every mention lies inside a text")
                .allMatch("onerror=a"::equals);
        XmlText.parse(page);
    }

    @Test
    void aMissingPartSaysWhyAndOneThatDoesNotApplySaysNothing() {
        assertThat(page(DemoContent.empty("m")))
                .contains("No samples are stored: run generate.")
                .contains("id=\"reconstructions\"");
        assertThat(page(DemoContent.gan())).doesNotContain("id=\"reconstructions\"");
    }

    @Test
    void theNumbersUnderAMapAreThoseOfTheMap() {
        String page = page(DemoContent.gan());

        assertThat(page)
                .contains("\u2713 trusted")
                .contains("\u2717 not trusted")
                .contains("completeness gap above 5%");
        assertThat(page).contains("(8.3%)").contains("4 pixels are not a number");
    }

    @Test
    void aPageOfTwelveExplainedSamplesStaysBelowAMegabyte() {
        assertThat(HtmlReport.render(DemoContent.vae()).length).isLessThan(1 << 20);
    }

    private static String page(ReportContent content) {
        return new String(HtmlReport.render(content), StandardCharsets.UTF_8);
    }

    private static List<String> all(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
