package dev.breakwater.drill.report;

import dev.breakwater.drill.run.DrillResult;
import java.util.List;
import java.util.stream.Collectors;

/** The result as one page that needs nothing else: no script, no network. */
public final class HtmlReport {
    private HtmlReport() {}

    /** The page. */
    public static String of(DrillResult result) {
        String verdict = result.verdict().held() ? "held" : "fell";
        return PAGE.replace("{name}", escape(result.drill().name()))
                .replace("{story}", escape(result.drill().story()))
                .replace("{plan}", escape(plan(result)))
                .replace("{compared}", escape(Cells.compared(result)))
                .replace("{guarded}", escape(Cells.guarded(result)))
                .replace("{verdict}", verdict)
                .replace("{reasons}", list(result.verdict().reasons()))
                .replace("{table}", table(result))
                .replace("{notes}", list(Cells.notes(result)))
                .replace("{good}", Chart.good(result).svg())
                .replace("{p99}", Chart.p99(result).svg());
    }

    private static String plan(DrillResult result) {
        return String.format(
                "%.0f requests a second, three of four of them checkouts; the fault lasted %d s. Once %s, once %s, each "
                        + "on a system of its own.",
                result.plan().rate(), result.plan().fault().toSeconds(), Cells.compared(result), Cells.guarded(result));
    }

    private static String list(List<String> items) {
        return items.stream().map(item -> "<li>" + escape(item) + "</li>").collect(Collectors.joining("\n"));
    }

    private static String table(DrillResult result) {
        String head = row("th", Cells.heads(result));
        String body = Cells.rows(result).stream().map(row -> row("td", row)).collect(Collectors.joining("\n"));
        return "<thead>\n" + head + "\n</thead>\n<tbody>\n" + body + "\n</tbody>";
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + escape(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Drill {name}: {verdict}</title>
            <style>
            :root { color-scheme: light dark; --ink: #1d2733; --paper: #ffffff; --faint: #66788a; --line: #d5dde5;
              --with: #00739d; --without: #c2410c; --fault: #c2410c14; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e3e9ef; --paper: #14191f; --faint: #93a4b5; --line: #2f3a45; --with: #4cc2f1;
                --without: #ff9466; --fault: #ff946618; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
              padding: 1.5rem 1rem 3rem; max-width: 60rem; }
            h1 { margin: 0; }
            h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            .faint { color: var(--faint); }
            .verdict { display: inline-block; padding: 0 .6rem; border: 2px solid; border-radius: .4rem; }
            .held { color: var(--with); }
            .fell { color: var(--without); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; white-space: nowrap; }
            th, td { padding: .25rem .7rem; text-align: right; border-bottom: 1px solid var(--line); }
            th:first-child, td:first-child { text-align: left; }
            svg { width: 100%; height: auto; display: block; }
            svg text { fill: var(--faint); font-size: 12px; }
            .grid { stroke: var(--line); }
            .band { fill: var(--fault); }
            .with, .without { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .with { stroke: var(--with); }
            .without { stroke: var(--without); stroke-dasharray: 6 3; }
            .key-with { color: var(--with); }
            .key-without { color: var(--without); }
            </style>
            </head>
            <body>
            <h1>{name} <span class="verdict {verdict}">{verdict}</span></h1>
            <p>{story}.<br><span class="faint">{plan}</span></p>
            <ul>
            {reasons}
            </ul>
            <p><span class="key-with">── {guarded}</span> &nbsp; <span class="key-without">╌╌ {compared}</span></p>
            <h2>Good checkouts, each second</h2>
            {good}
            <h2>99th percentile of their latency, each second</h2>
            {p99}
            <h2>Figures</h2>
            <div class="scroll"><table>
            {table}
            </table></div>
            <ul class="faint">
            {notes}
            </ul>
            <p class="faint">Good: a 2xx within 2 s of the moment the request was due. Requests come at fixed times, whatever
            became of those before, and their latency counts from then.</p>
            </body>
            </html>
            """;
}
