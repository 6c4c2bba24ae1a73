// Opens a page in Chromium as different readers would, and prints one line of JSON for each: what went wrong, and what was seen.
// Arguments: the page, a folder for screenshots, the browser's program.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { limit } from "./limit.mjs";

const [page, screenshots, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wide = { width: 1200, height: 1600 };
const readers = [
  { name: "light", options: { viewport: wide, colorScheme: "light" } },
  { name: "dark", options: { viewport: wide, colorScheme: "dark", reducedMotion: "reduce" } },
  { name: "phone", options: { viewport: { width: 360, height: 740 }, colorScheme: "light" } },
  { name: "zoomed", options: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, colorScheme: "light" } },
  { name: "forced-colors", options: { viewport: wide, forcedColors: "active" } },
  { name: "without-script", options: { viewport: wide, javaScriptEnabled: false } },
];

// The page searches in a timer, as soon as nothing is typed: timers of no time end in the order in which they were set.
const settle = tab => tab.evaluate(() => new Promise(done => setTimeout(done)));

// What is left when only these cases are asked for.
async function filtered(tab, change) {
  await change();
  await settle(tab);
  return await tab.locator("article.case:visible").count();
}

async function useTools(tab, seen) {
  seen.failed = await filtered(tab, () => tab.locator("#outcome").selectOption("failed"));
  await tab.locator("#outcome").selectOption("");
  seen.hurried = await filtered(tab, () => tab.locator("#personality").selectOption("In a hurry"));
  await tab.locator("#personality").selectOption("");
  seen.forgers = await filtered(tab, () => tab.locator("#find").fill("WINDOW.forged"));
  await tab.locator("#find").fill("");
  await settle(tab);
  await tab.locator("#fold").click();
  seen.folded = await tab.locator("article.case > details[open]").count();
  await tab.locator("#next").click();
  seen.firstFailure = await tab.evaluate(() => document.activeElement.closest(".case")?.id);
  await tab.keyboard.press("ArrowDown");
  seen.below = await tab.evaluate(() => document.activeElement.closest(".case")?.id);
  await tab.keyboard.press("Enter");
  seen.opened = await tab.locator("article.case > details[open]").count();
  const ring = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  seen.focusIsVisible = ring !== "none";
  await tab.locator("#unfold").click();
}

async function play(tab, seen) {
  seen.recording = await tab.locator("audio").first().evaluate(audio => audio.getAttribute("src"));
  // Where it begins, not where it is when this script comes to look.
  await tab.locator("audio").first().evaluate(audio => {
    const begin = audio.play.bind(audio);
    audio.play = () => { window.playsFrom = audio.currentTime; return begin(); };
  });
  await tab.locator(".talk button").nth(1).click();
  await tab.waitForFunction(() => window.playsFrom !== undefined && document.querySelector("audio").readyState > 0);
  seen.playsFrom = await tab.evaluate(() => window.playsFrom);
  await tab.locator("audio").first().evaluate(audio => audio.pause());
}

async function print(tab, seen) {
  await tab.emulateMedia({ media: "print" });
  seen.printed = await tab.evaluate(() => [...document.querySelectorAll("article:not(.passed) .said, article:not(.passed) .talk pre")].filter(one => !one.checkVisibility({ contentVisibilityAuto: false })).length);
  seen.printedOfPassed = await tab.evaluate(() => [...document.querySelectorAll("article.passed .said")].filter(one => one.checkVisibility({ contentVisibilityAuto: false })).length);
  seen.printedTools = await tab.evaluate(() => document.getElementById("tools").checkVisibility());
  await tab.emulateMedia({ media: "screen" });
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: limit });
try {
  for (const { name, options } of readers) {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(limit);
    const tab = await context.newPage();
    const problems = [];
    const address = pathToFileURL(page).href;
    tab.on("console", message => message.type() === "error" && problems.push(`console: ${message.text()}`));
    tab.on("pageerror", error => problems.push(`script: ${error.message}`));
    tab.on("dialog", dialog => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    const asked = [];
    tab.on("request", request => request.url() !== address && asked.push(request.url()));
    await tab.goto(address);
    const seen = { name, cases: await tab.locator("article.case").count(), text: await tab.locator("body").innerText() };
    await tab.screenshot({ path: path.join(screenshots, `${name}.png`) });
    await print(tab, seen);
    if (options.javaScriptEnabled !== false) {
      seen.overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      seen.forged = await tab.evaluate(() => window.forged ?? null);
      await useTools(tab, seen);
      await tab.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
      seen.overflowOpen = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      // The page forbids scripts that are not its own; the check comes in through the debugger.
      await tab.evaluate(axe);
      const { violations } = await tab.evaluate(() => axe.run());
      problems.push(...violations.map(one => `axe: ${one.id}: ${one.nodes[0].html.slice(0, 200)}: ${one.nodes[0].failureSummary}`));
    }
    problems.push(...asked.map(url => `request: ${url}`));
    if (options.javaScriptEnabled !== false) {
      await play(tab, seen);
    }
    console.log(JSON.stringify({ ...seen, problems }));
    await context.close();
  }
} finally {
  await browser.close();
}
