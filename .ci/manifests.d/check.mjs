// Checks every manifest in a file against the schema of its kind; prints what is wrong and ends with 1 if anything is.
import { readFileSync } from "node:fs";
import yaml from "js-yaml";

const manifests = yaml.loadAll(readFileSync(process.argv[2], "utf8")).filter(Boolean);
let findings = 0;

for (const manifest of manifests) {
  const subject = `${manifest.kind} ${manifest.metadata?.name}`;
  const { [manifest.kind]: Model } = await import(`kubernetes-models/${manifest.apiVersion}`).catch(() => ({}));
  try {
    if (!Model) throw new Error(`Kubernetes has no such kind in ${manifest.apiVersion}`);
    new Model(manifest).validate();
  } catch (error) {
    findings++;
    console.log(`${subject}: ${error.message}`);
  }
}
console.log(`${manifests.length} manifests, ${findings} with findings`);
process.exit(findings === 0 && manifests.length > 0 ? 0 : 1);
