// Opens a large page in Chromium, searches it, and prints one line of JSON: what it holds and what was found.
// Arguments: the page, the words to search, the browser's program.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { limit } from "./limit.mjs";

const [page, words, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: limit });
try {
  const tab = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
  tab.setDefaultTimeout(limit);
  const problems = [];
  tab.on("console", message => message.type() === "error" && problems.push(`console: ${message.text()}`));
  tab.on("pageerror", error => problems.push(`script: ${error.message}`));
  await tab.goto(pathToFileURL(page).href);
  const all = await tab.locator("#shown").textContent();
  await tab.locator("#find").fill(words);
  await tab.waitForFunction(before => document.getElementById("shown").textContent !== before, all);
  const shown = await tab.locator("#shown").textContent();
  const cells = await tab.locator(".map tbody td a").count();
  const cases = await tab.locator("article.case").count();
  console.log(JSON.stringify({ shown, cells, cases, problems }));
} finally {
  await browser.close();
}
