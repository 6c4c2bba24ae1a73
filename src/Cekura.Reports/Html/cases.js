// Finding, sorting and keys only: everything can be read without it.
const cases = [...document.querySelectorAll(".case")];
const asWritten = [...cases];
const tools = document.getElementById("tools");
const shown = document.getElementById("shown");
const find = document.getElementById("find");
const sort = document.getElementById("sort");
const choices = ["outcome", "cause", "standing", "personality", "tag"].map(id => document.getElementById(id)).filter(choice => choice);
const asked = [find, ...choices, sort];
const cells = new Map([...document.querySelectorAll(".map a")].map(cell => [cell.getAttribute("href").slice(1), cell]));
const words = new Map();

function textOf(one) {
  if (!words.has(one)) {
    words.set(one, `${one.textContent} ${(packedIn(one) ?? "").replace(/<[^>]*>/g, " ")}`.toLowerCase());
  }
  return words.get(one);
}

function fits(one, choice) {
  const several = { tag: one.dataset.tags ?? "", cause: one.dataset.causes ?? "" }[choice.id];
  return choice.value === "" || (several === undefined ? one.dataset[choice.id] === choice.value : several.split("\n").includes(choice.value));
}

function filter() {
  const wanted = find.value.trim().toLowerCase();
  let count = 0;
  for (const one of cases) {
    one.hidden = !(choices.every(choice => fits(one, choice)) && (wanted === "" || textOf(one).includes(wanted)));
    cells.get(one.id)?.classList.toggle("dim", one.hidden);
    count += one.hidden ? 0 : 1;
  }
  shown.textContent = `${count} of ${cases.length} cases`;
}

const nameOf = one => one.querySelector("h3").lastChild.textContent;
const orders = {
  name: (one, other) => nameOf(one).localeCompare(nameOf(other), undefined, { numeric: true }),
  duration: (one, other) => other.dataset.seconds - one.dataset.seconds,
  rate: (one, other) => one.dataset.rate - other.dataset.rate,
};

function order() {
  const wanted = orders[sort.value] ? asWritten.toSorted(orders[sort.value]) : asWritten;
  if (wanted.some((one, index) => one !== cases[index])) {
    cases.splice(0, cases.length, ...wanted);
    cases[0].parentElement.append(...cases);
  }
}

// What is asked for stands in the address, so that a link shows it to others. What others wrote there stays.
function address() {
  const query = new URLSearchParams(location.search);
  asked.forEach(one => query.delete(one.id));
  asked.filter(one => one.value !== "").forEach(one => query.set(one.id, one.value));
  const text = query.toString();
  try {
    history.replaceState(history.state, "", `${location.pathname}${text && "?"}${text}${location.hash}`);
  } catch {
    // Where the address may not be written, as in some previews, the page still filters.
  }
}

function fromAddress(search, kept) {
  const query = new URLSearchParams(search);
  asked.filter(one => one !== kept).forEach(one => { one.value = query.get(one.id) ?? ""; });
  // A link from another report may name what this one has not.
  asked.filter(one => one.selectedIndex === -1).forEach(one => { one.value = ""; });
}

function ask() {
  order();
  filter();
  address();
}

function unfold(open) {
  for (const one of cases.filter(one => !one.hidden)) {
    one.querySelector("details").open = open;
  }
}

function show(one) {
  one.hidden = false;
  one.querySelector("details").open = true;
  one.scrollIntoView();
  one.querySelector("summary").focus({ preventScroll: true });
}

function openTarget() {
  let target = null;
  try {
    const id = decodeURIComponent(location.hash.slice(1));
    target = document.getElementById(id);
    if (!target && id.includes("-")) {
      unpack(document.getElementById(id.split("-")[0]));
      target = document.getElementById(id);
    }
  } catch {
    // A percent sign that begins nothing names no element.
  }
  const one = target?.closest(".case");
  if (!one) {
    return;
  }
  one.hidden = false;
  for (let at = target.matches(".case") ? target.querySelector("details") : target; at && at !== one; at = at.parentElement) {
    if (at.matches("details")) {
      at.open = true;
    }
  }
  target.scrollIntoView({ block: target.matches(".talk > li") ? "center" : "start" });
}

// From here to there on the page, round and round.
function nextFailure() {
  const failures = cases.filter(one => !one.hidden && one.matches(".failed, .unscored, .infrastructure, .unstarted"));
  const now = document.activeElement?.closest(".case");
  const after = failures.find(one => !now || (now.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING));
  if (after ?? failures[0]) {
    show(after ?? failures[0]);
  }
}

// Only while the title of a case has the focus, where these keys have no other use.
function step(event) {
  const one = event.target.closest(".case");
  const open = cases.filter(other => !other.hidden);
  const at = open.indexOf(one);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: open.length - 1 }[event.key];
  if (to !== undefined && open[to] && event.target.matches(".case > details > summary")) {
    event.preventDefault();
    open[to].querySelector("summary").focus();
  }
}

let waiting = 0;
tools.hidden = false;
document.documentElement.classList.add("scripted");
tools.addEventListener("submit", event => event.preventDefault());
find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, cases.length > 500 ? 200 : 0); });
[...choices, sort].forEach(choice => choice.addEventListener("change", ask));
document.getElementById("next").addEventListener("click", nextFailure);
document.getElementById("unfold").addEventListener("click", () => unfold(true));
document.getElementById("fold").addEventListener("click", () => unfold(false));
document.addEventListener("keydown", step);
document.addEventListener("click", event => {
  // A link that filters, ?outcome=failed#cases, needs no new page.
  const link = event.target.closest("a[data-filter]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    fromAddress(link.search, sort);
    ask();
    document.getElementById(link.hash.slice(1))?.scrollIntoView();
  }
});
addEventListener("hashchange", openTarget);
// The same link once more changes no address.
document.addEventListener("click", event => event.target.closest("a[href^='#']")?.hash === location.hash && openTarget());

// Paper cannot be unfolded.
let folded = [];
addEventListener("beforeprint", () => {
  cases.filter(one => !one.hidden && !one.matches(".passed")).forEach(unpack);
  folded = [...document.querySelectorAll("details:not([open])")].filter(one => !one.closest(".case.passed"));
  folded.forEach(one => { one.open = true; });
});
addEventListener("afterprint", () => folded.forEach(one => { one.open = false; }));
fromAddress(location.search);
order();
filter();
openTarget();
