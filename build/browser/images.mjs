// Takes the pictures of the documentation. Arguments: the report, the folder for the pictures, the browser's program.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { limit } from "./limit.mjs";

const [report, folder, executablePath] = process.argv.slice(2);
const taken = "article.case:has-text('Double booking')";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"], timeout: limit });

async function take(name, options, what, page = report) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(limit);
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(page).href);
  await what(tab, path.join(folder, `${name}.png`));
  await context.close();
}

const large = report.replace(/\.html$/, ".large.html");
// The map, scrolled to where it ends, on a screen and on a phone.
async function map(tab, file) {
  await tab.evaluate(() => {
    document.getElementById("map").scrollIntoView();
    document.querySelector(".map-box").scrollTo({ left: 150, top: 850, behavior: "instant" });
  });
  await tab.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  await tab.screenshot({ path: file });
}
const overview = (tab, file) => tab.screenshot({ path: file });
// As much of a case as a page of the documentation wants to see.
async function closeUp(tab, file) {
  const box = await tab.locator(taken).first().boundingBox();
  await tab.screenshot({ path: file, fullPage: true, clip: { ...box, height: Math.min(box.height, 1240) } });
}

const wide = { viewport: { width: 1200, height: 800 } };
try {
  await take("report-light", wide, overview);
  await take("report-dark", { ...wide, colorScheme: "dark" }, overview);
  await take("report-case", wide, closeUp);
  await take("report-stopped", { viewport: { width: 1200, height: 620 } }, overview, large);
  await take("report-large", { viewport: { width: 1200, height: 800 } }, map, large);
  await take("report-large-phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5 }, map, large);
  await take("report-phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5 }, overview);
} finally {
  await browser.close();
}
