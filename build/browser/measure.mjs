// Opens a large page in Chromium and prints one line of JSON: how long it took until it could be used, and what it holds.
// Arguments: the page, the browser's program.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const tab = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
  const problems = [];
  tab.on("console", message => message.type() === "error" && problems.push(`console: ${message.text()}`));
  tab.on("pageerror", error => problems.push(`script: ${error.message}`));
  const start = performance.now();
  await tab.goto(pathToFileURL(page).href, { timeout: 120_000 });
  await tab.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
  const milliseconds = performance.now() - start;
  const search = performance.now();
  await tab.locator("#find").fill("Scenario 17 [");
  await tab.waitForFunction(() => document.getElementById("shown").textContent.startsWith("50 of"), null, { timeout: 60_000 });
  const searched = performance.now() - search;
  const cells = await tab.locator(".map tbody td a").count();
  const cases = await tab.locator("article.case").count();
  console.log(JSON.stringify({ milliseconds, searched, cells, cases, problems }));
} finally {
  await browser.close();
}
