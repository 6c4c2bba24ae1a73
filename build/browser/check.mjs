// Opens a page in Chromium as different readers would, and prints one line of JSON for each: what went wrong, and what was seen.
// Arguments: the page, a folder for screenshots, the browser's program.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, screenshots, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const readers = [
  { name: "light", options: { viewport: { width: 1200, height: 1600 }, colorScheme: "light" } },
  { name: "dark", options: { viewport: { width: 1200, height: 1600 }, colorScheme: "dark" } },
  { name: "phone", options: { viewport: { width: 360, height: 740 }, colorScheme: "light" } },
  { name: "zoomed", options: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, colorScheme: "light" } },
  { name: "without-script", options: { viewport: { width: 1200, height: 1600 }, javaScriptEnabled: false } },
];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  for (const { name, options } of readers) {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    const problems = [];
    const address = pathToFileURL(page).href;
    tab.on("console", message => message.type() === "error" && problems.push(`console: ${message.text()}`));
    tab.on("pageerror", error => problems.push(`script: ${error.message}`));
    tab.on("dialog", dialog => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    tab.on("request", request => request.url() !== address && problems.push(`request: ${request.url()}`));
    await tab.goto(address);
    const seen = { name, cases: await tab.locator("article.case").count(), text: await tab.locator("body").innerText() };
    await tab.screenshot({ path: path.join(screenshots, `${name}.png`) });
    if (options.javaScriptEnabled !== false) {
      seen.overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      seen.forged = await tab.evaluate(() => window.forged ?? null);
      await tab.locator("#only").check();
      seen.notPassed = await tab.locator("article.case:visible").count();
      await tab.locator("#only").uncheck();
      await tab.locator("summary").last().focus();
      await tab.keyboard.press("Enter");
      await tab.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
      // The page forbids scripts that are not its own; the check comes in through the debugger.
      await tab.evaluate(axe);
      const { violations } = await tab.evaluate(() => axe.run());
      problems.push(...violations.map(one => `axe: ${one.id}: ${one.nodes[0].html.slice(0, 200)}: ${one.nodes[0].failureSummary}`));
    }
    console.log(JSON.stringify({ ...seen, problems }));
    await context.close();
  }
} finally {
  await browser.close();
}
