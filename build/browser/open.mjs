// Opens a page in Chromium again and again, each time in a browser that has just started, and prints one line of JSON: milliseconds until it
// is loaded and painted. Arguments: the page, how often, the browser's program.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { limit } from "./limit.mjs";

const [page, rounds, executablePath] = process.argv.slice(2);
const painted = [];
for (let round = 0; round < Number(rounds); round++) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: limit });
  try {
    const tab = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    tab.setDefaultTimeout(limit);
    const began = performance.now();
    await tab.goto(pathToFileURL(page).href);
    await tab.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
    painted.push(performance.now() - began);
  } finally {
    await browser.close();
  }
}
console.log(JSON.stringify({ painted }));
