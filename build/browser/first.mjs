// Opens a red page in Chromium on a screen and on a phone, and prints one line of JSON: where the first cause stands, and where its links
// lead. Arguments: the page, a folder for screenshots, the browser's program.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { limit } from "./limit.mjs";

const [page, screenshots, executablePath] = process.argv.slice(2);
const readers = [
  { name: "screen", viewport: { width: 1200, height: 800 } },
  { name: "phone", viewport: { width: 390, height: 844 } },
];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: limit });
const seen = { problems: [], screens: [] };
const bottom = (tab, selector) => tab.locator(selector).first().evaluate(one => one.getBoundingClientRect().bottom);
try {
  for (const { name, viewport } of readers) {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    context.setDefaultTimeout(limit);
    const tab = await context.newPage();
    tab.on("console", message => message.type() === "error" && seen.problems.push(`console: ${message.text()}`));
    tab.on("pageerror", error => seen.problems.push(`script: ${error.message}`));
    await tab.goto(pathToFileURL(page).href);
    await tab.screenshot({ path: path.join(screenshots, `first-${name}.png`) });
    seen.screens.push({
      name,
      height: viewport.height,
      cause: await bottom(tab, ".group strong"),
      turn: await bottom(tab, ".group blockquote"),
      overflow: await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      opened: await tab.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd),
    });
    // The heads of the map stay in sight however far it is scrolled, and a line says what is cut off.
    seen.screens.at(-1).map = await tab.evaluate(async () => {
      const box = document.querySelector(".map-box"), frame = box.getBoundingClientRect();
      box.scrollTo({ left: box.scrollWidth / 2, top: box.scrollHeight / 2, behavior: "instant" });
      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
      const row = [...box.querySelectorAll("tbody tr:not(.folder)")].find(one => one.getBoundingClientRect().top > frame.top + 200) ?? box.querySelector("tbody tr:not(.folder)");
      const head = box.querySelector("thead th").getBoundingClientRect(), name = row.cells[0].getBoundingClientRect();
      return { isWide: box.scrollWidth > box.clientWidth + 1, head: Math.abs(head.top - frame.top), name: Math.abs(name.left - frame.left), share: name.width / box.clientWidth, cut: document.querySelector(".cut").innerText };
    });
    if (name === "screen") {
      // What a large page packs comes out where somebody looks.
      const failures = tab.locator("article.case.failed");
      await failures.last().locator("> details > summary").evaluate(one => { one.parentElement.open = true; });
      await tab.waitForFunction(() => [...document.querySelectorAll("article.case.failed")].at(-1).querySelector(".talk"));
      seen.lastFailure = await failures.last().evaluate(one => one.textContent);
      await tab.locator("article.case.passed").last().evaluate(one => { one.querySelector("details").open = true; });
      await tab.waitForFunction(() => [...document.querySelectorAll("article.case.passed")].at(-1).querySelector(".place"));
      await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
      seen.conversations = await tab.locator("article.case.failed .talk").count();
      await tab.evaluate(() => dispatchEvent(new Event("afterprint")));
      seen.countSaid = await tab.locator(".group .count").first().evaluate(one => parseInt(one.textContent, 10));
      await tab.locator(".group .count").first().click();
      seen.countShown = await tab.locator("article.case").evaluateAll(all => all.filter(one => !one.hidden).length);
      await tab.locator(".group blockquote a").first().click();
      seen.quote = await tab.locator(".group blockquote").first().evaluate(one => one.lastChild.textContent.trim());
      const turn = tab.locator(`[id="${await tab.evaluate(() => location.hash.slice(1))}"]`);
      seen.turnText = await turn.innerText();
      seen.turnInSight = await turn.evaluate(one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
    }
    await context.close();
  }
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}
