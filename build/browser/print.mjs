// Prints a page to paper, and prints one line of JSON: how many sheets, and what is on them. Arguments: the page, the browser's program.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { limit } from "./limit.mjs";

const [page, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: limit });
try {
  const tab = await browser.newPage();
  tab.setDefaultTimeout(limit);
  await tab.goto(pathToFileURL(page).href);
  const paper = (await tab.pdf({ format: "A4" })).toString("latin1");
  const sheets = paper.match(/\/Type\s*\/Page[^s]/g).length;
  await tab.emulateMedia({ media: "print" });
  await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const seen = await tab.evaluate(() => {
    const isOnPaper = one => one.checkVisibility({ contentVisibilityAuto: false });
    const heights = [...document.querySelectorAll("article.case.passed")].map(one => one.getBoundingClientRect().height);
    return {
      conversations: [...document.querySelectorAll("article.case:not(.passed) .talk")].filter(isOnPaper).length,
      ofPassed: [...document.querySelectorAll("article.case.passed .talk")].filter(isOnPaper).length,
      tallestPassed: Math.max(...heights),
    };
  });
  console.log(JSON.stringify({ sheets, ...seen }));
} finally {
  await browser.close();
}
