// Looks at every page as readers do: check.mjs URL CHROMIUM FOLDER JAVA PATH...
// Prints one line for each finding, and ends with 1 where there is any. Screenshots are left in FOLDER.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import puppeteer from "puppeteer-core";

const [base, chromium, folder, java, ...paths] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = require.resolve("vnu-jar/build/dist/vnu.jar");
const findings = [];
let read = 0;
const views = [
  { name: "light-1200", width: 1200, scheme: "light" },
  { name: "dark-1200", width: 1200, scheme: "dark" },
  { name: "light-320", width: 320, scheme: "light" },
];
mkdirSync(folder, { recursive: true });

const browser = await puppeteer.launch({
  executablePath: chromium,
  protocolTimeout: 30000,
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
for (const view of views) {
  for (const where of paths) {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.setViewport({ width: view.width, height: 800 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
    const requests = [];
    page.on("request", (one) => one.url().startsWith("data:") || requests.push(one.url()));
    page.on("console", (one) => one.type() === "error" && !/status of (404|422)/.test(one.text()) && note(view, where, one.text()));
    await page.goto(base + where, { waitUntil: "load" });
    if (requests.length !== 1) note(view, where, "asks for more than itself: " + requests.join(" "));
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    if (wide > view.width) note(view, where, `scrolls sideways: ${wide} px`);
    // The page stood without scripts; the check itself is one.
    await page.setJavaScriptEnabled(true);
    await page.evaluate(axe);
    const result = await page.evaluate(
      "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})");
    for (const kind of ["violations", "incomplete"]) {
      for (const one of result[kind]) {
        note(view, where, `axe ${kind}: ${one.id} (${one.help}) ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
      }
    }
    await page.screenshot({ path: path.join(folder, file(where) + "-" + view.name + ".png"), fullPage: true });
    await page.close();
  }
}
// What is only looked at by people: on paper, and in the colours of the reader's own system.
for (const [name, media, features] of [
  ["print", "print", []],
  ["forced", "screen", [{ name: "forced-colors", value: "active" }, { name: "prefers-color-scheme", value: "dark" }]],
]) {
  for (const where of paths) {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.setViewport({ width: 800, height: 800 });
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { media, features });
    await page.goto(base + where, { waitUntil: "load" });
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    if (wide > 800) note({ name }, where, `scrolls sideways: ${wide} px`);
    await page.screenshot({ path: path.join(folder, file(where) + "-" + name + ".png"), fullPage: true });
    await page.close();
  }
}
await browser.close();

const documents = [];
for (const where of paths) {
  const answer = await fetch(base + where);
  const name = path.join(folder, file(where) + ".html");
  writeFileSync(name, await answer.text());
  documents.push(name);
}
try {
  execFileSync(java, ["-jar", vnu, "--format", "gnu", ...documents], { stdio: ["ignore", "pipe", "pipe"] });
} catch (fault) {
  for (const line of String(fault.stderr).split("\n").filter((one) => one.trim())) findings.push("vnu " + line);
}

const { default: Statuspage } = await import("statuspage.js");
await clients(Statuspage);
for (const one of findings) console.log(one);
console.log(`${paths.length} pages, ${views.length} views, ${read} calls of statuspage.js, ${findings.length} findings`);
process.exitCode = findings.length ? 1 : 0;

// The npm package, unmodified, against our address: every call of its client that reads.
async function clients(module) {
  const { Statuspage } = module.default ?? module;
  const client = new Statuspage("page00000001");
  (client.axios ?? client.s?.axios).defaults.baseURL = base + "/api/v2";
  for (const [name, call] of calls(client, "")) {
    try {
      const answer = await call();
      if (answer === undefined || answer === null) findings.push(`statuspage.js ${name}: nothing in the answer`);
      else read += 1;
    } catch (fault) {
      findings.push(`statuspage.js ${name}: ${fault.message}`);
    }
  }
}

function calls(target, prefix) {
  const found = [];
  for (let one = target; one && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const key of Object.getOwnPropertyNames(one)) {
      const value = target[key];
      if (key === "constructor" || key === "axios" || key.startsWith("_")) continue;
      if (typeof value === "function") found.push([prefix + key, () => value.call(target)]);
    }
  }
  for (const [key, value] of Object.entries(target)) {
    if (value && typeof value === "object" && key !== "axios" && prefix === "") found.push(...calls(value, key + "."));
  }
  return found;
}

function file(where) {
  return where === "/" ? "home" : where.replace(/^\//, "").replace(/[^a-z0-9-]+/gi, "-").replace(/-$/, "");
}

function note(view, where, text) {
  findings.push(`${view.name} ${where} ${text}`);
}
