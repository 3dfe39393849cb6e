package io.lucidgen.report;

/**
 * A simple rule, or the word that there is none.
 *
 * @param response what is predicted
 * @param predictors from what, in words
 * @param rule what the best rule says
 * @param simple whether it is an explanation
 * @param r2 the part of the variance of held-out samples that it explains
 * @param low lower end of its interval
 * @param high upper end of it
 * @param linearR2 what a weighted sum of all features explains
 * @param agreement the share of held-out samples that it puts on the right side of the mean
 * @param weakSpot where it errs most, in words; empty where no place stands out
 */
public record SurrogateView(
        String response,
        String predictors,
        String rule,
        boolean simple,
        double r2,
        double low,
        double high,
        double linearR2,
        double agreement,
        String weakSpot) {}
