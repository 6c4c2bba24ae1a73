// Works through the failed case of a page in Chromium as a person would, wide and on a phone, and prints one line of JSON for each.
// Arguments: the page, the browser's program.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { limit } from "./limit.mjs";

const [page, executablePath] = process.argv.slice(2);
const address = pathToFileURL(page).href;
const readers = [
  { name: "wide", viewport: { width: 1200, height: 900 } },
  { name: "phone", viewport: { width: 360, height: 740 } },
];

// Where something stands, as a share of the window's height: 0 at its top, 1 at its bottom.
const place = element => element.evaluate(one => {
  const { top, height } = one.getBoundingClientRect();
  return (top + height / 2) / innerHeight;
});

// The page scrolls at once where motion is not wanted.
const settle = tab => tab.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

async function read(tab, seen) {
  const one = tab.locator("article.case.failed:has(.wave)").first();
  const reason = one.locator(".reason").first();
  await one.locator(".talk > li:not(.pause)").last().evaluate(li => li.scrollIntoView({ block: "end" }));
  await settle(tab);
  seen.reasonAtTheEnd = await place(reason);
  await reason.locator(".turn-link").click();
  await settle(tab);
  seen.turn = await tab.evaluate(() => location.hash);
  seen.turnAt = await place(one.locator(".talk > li:target"));
  seen.reasonAtTheTurn = await place(reason);
  await one.locator(".outcomes .turn-link").first().click();
  await settle(tab);
  seen.findingAt = await place(one.locator(".talk > li:target"));
  seen.highestNumber = await one.locator(".turn").evaluateAll(all => Math.max(...all.map(turn => turn.offsetHeight)));
  seen.numbersInside = await one.locator(".turn").evaluateAll(all => all.every(turn => {
    const [own, around] = [turn.getBoundingClientRect(), turn.parentElement.getBoundingClientRect()];
    return own.left >= around.left - 1 && own.right <= around.right + 1;
  }));
}

async function listen(tab, seen) {
  const wave = tab.locator(".wave").first();
  await wave.evaluate(one => one.scrollIntoView({ block: "center" }));
  await settle(tab);
  const { x, width } = await wave.locator(":scope > line.level").boundingBox();
  const { y, height } = await wave.boundingBox();
  await tab.mouse.click(x + width / 2, y + height / 2);
  const audio = tab.locator("audio").first();
  await tab.waitForFunction(() => document.querySelector(".wave ~ .timeline > .playhead").getAttribute("x1") !== "0");
  seen.seconds = Number(await wave.getAttribute("data-seconds"));
  seen.playsFrom = await audio.evaluate(one => one.currentTime);
  seen.playhead = await tab.locator(".wave ~ .timeline > .playhead").first().getAttribute("x1");
}

async function ask(tab, seen) {
  const names = () => tab.locator("article.case:visible h3").evaluateAll(all => all.map(one => one.lastChild.textContent));
  await tab.goto(address);
  await tab.locator("#outcome").selectOption("failed");
  await tab.locator("#sort").selectOption("name");
  seen.query = await tab.evaluate(() => location.search);
  seen.filtered = await names();
  await tab.reload();
  seen.again = await names();
  await tab.locator("#sort").selectOption("duration");
  seen.longest = (await names())[0];
  await tab.locator("#sort").selectOption("rate");
  await tab.locator("#outcome").selectOption("");
  seen.lowest = (await names())[0];
  await tab.evaluate(() => document.querySelector("header").insertAdjacentHTML("beforeend", "<p><a id=count href='?outcome=passed#cases' data-filter>passed</a></p>"));
  await tab.locator("#count").click();
  seen.counted = { query: await tab.evaluate(() => location.search), count: await tab.locator("article.case:visible").count() };
  await tab.goto(`${address}?outcome=nonsense&token=kept`);
  await tab.locator("#sort").selectOption("name");
  seen.kept = await tab.evaluate(() => location.search);
}

async function follow(tab, seen) {
  await tab.goto(address);
  const passed = tab.locator("article.case.passed").last();
  const link = await passed.locator(".link").getAttribute("href");
  await tab.goto(`${address}${link}`);
  await tab.reload();
  await settle(tab);
  seen.opened = await passed.locator("details").first().evaluate(one => one.open);
  seen.openedAt = await passed.evaluate(one => one.getBoundingClientRect().top / innerHeight);
}

async function copy(tab, seen) {
  await tab.goto(address);
  await tab.evaluate(() => { navigator.clipboard.writeText = async text => { window.taken = text; }; });
  const one = tab.locator("article.case.failed:has(.wave)").first();
  await one.getByRole("button", { name: "Copy as text" }).click();
  seen.text = await tab.evaluate(() => window.taken);
  await one.getByRole("button", { name: "Copy as Markdown" }).click();
  seen.markdown = await tab.evaluate(() => window.taken);
  const folded = tab.locator("article.case.passed").first();
  await folded.locator("summary").first().click();
  await folded.getByRole("button", { name: "Copy as text" }).click();
  seen.passed = await tab.evaluate(() => window.taken);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: limit });
try {
  for (const { name, viewport } of readers) {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    context.setDefaultTimeout(limit);
    const tab = await context.newPage();
    const problems = [];
    tab.on("console", message => message.type() === "error" && problems.push(`console: ${message.text()}`));
    tab.on("pageerror", error => problems.push(`script: ${error.message}`));
    await tab.goto(address);
    const seen = { name };
    await read(tab, seen);
    await listen(tab, seen);
    await ask(tab, seen);
    await follow(tab, seen);
    await copy(tab, seen);
    console.log(JSON.stringify({ ...seen, problems }));
    await context.close();
  }
} finally {
  await browser.close();
}
