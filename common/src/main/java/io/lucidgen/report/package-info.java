/**
 * Pictures, charts and the HTML page of one run: plain records in, bytes out.
 *
 * <p>{@link io.lucidgen.report.ReportContent} is what a caller fills, {@link io.lucidgen.report.HtmlReport} makes the
 * page of it. Nothing here reads a file, knows a model class or asks for the time.
 */
package io.lucidgen.report;
