package dev.breakwater.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for what must not be in a repository: keys and tokens that are known by their form, addresses with a password in
 * them, and, in files of configuration, anything called a password that is written out and is no reference to another
 * place.
 */
final class Secrets {
    /** Of a build, a tool or a demo, and no part of the repository. */
    private static final Set<String> OUTSIDE =
            Set.of(".git", ".idea", ".vscode", ".settings", ".demo", "target", "node_modules");

    private static final Pattern CONFIGURATION =
            Pattern.compile(".*\\.(properties|ya?ml|json|xml|env|conf|toml|sh)|Dockerfile|\\.env");

    private static final Map<String, Pattern> BY_FORM = byForm();

    /** A name, what stands between name and value in these files, and a value that does not begin as a reference does. */
    private static final Pattern WRITTEN_OUT = Pattern.compile(
            "(?i)(?:password|passwd|secret|(?<!payment)token|api[_-]?key)(?:\"?\\s*=\\s*|\"?:\\s+|\":)[\"']?"
                    + "([^-\\s\"'$<{(\\[,;|&][^\\s\"',;|&]{5,})");

    /** A variable of a container in a manifest has its value in the next line. */
    private static final Pattern NAME_ALONE = Pattern.compile("\\s*-?\\s*name:\\s*[\"']?([\\w.-]+)[\"']?\\s*(?:#.*)?");

    private static final Pattern VALUE_ALONE = Pattern.compile("\\s*value:(.*)");

    /** The defaults for databases on the user's own machine, which nothing else reaches. */
    private static final Set<String> NO_SECRET = Set.of("postgres", "breakwater");

    private Secrets() {}

    private static Map<String, Pattern> byForm() {
        Map<String, Pattern> forms = new LinkedHashMap<>();
        forms.put("a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"));
        forms.put("an AWS access key", Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"));
        forms.put("a GitHub token", Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\\w{22})"));
        forms.put("a Google API key", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"));
        forms.put("a Slack token", Pattern.compile("\\bxox[abprs]-[0-9A-Za-z-]{10}"));
        forms.put("a signed token", Pattern.compile("\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}"));
        forms.put("an address with a password", Pattern.compile("://[^\\s/:@\"'$]+:[^\\s/:@\"'${}]+@"));
        return forms;
    }

    /** Each as file, line and what it seems to be; empty where there is none. */
    static List<String> in(Path root) {
        List<String> findings = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return OUTSIDE.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    findings.addAll(inFile(file, root.relativize(file).toString()));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    private static List<String> inFile(Path file, String name) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            return List.of(); // no text
        }
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 0 ? lines.get(i) : joined(lines.get(i - 1), lines.get(i));
            for (String finding : inLine(line, isConfiguration(file))) {
                findings.add(name + ":" + (i + 1) + ": " + finding);
            }
        }
        return findings;
    }

    /** The line; where it is the value to the name in the line before, both as one. */
    private static String joined(String before, String line) {
        Matcher name = NAME_ALONE.matcher(before);
        Matcher value = VALUE_ALONE.matcher(line);
        return name.matches() && value.matches() ? name.group(1) + ":" + value.group(1) : line;
    }

    private static boolean isConfiguration(Path file) {
        return CONFIGURATION.matcher(file.getFileName().toString()).matches();
    }

    private static List<String> inLine(String line, boolean isConfiguration) {
        List<String> findings = new ArrayList<>();
        BY_FORM.forEach((what, form) -> {
            if (form.matcher(line).find()) {
                findings.add(what);
            }
        });
        Matcher writtenOut = WRITTEN_OUT.matcher(line);
        if (isConfiguration && writtenOut.find() && !NO_SECRET.contains(writtenOut.group(1))) {
            findings.add("'" + writtenOut.group(1) + "' is written out");
        }
        return findings;
    }
}
