// Finding and keys only: everything can be read without it.
const cases = [...document.querySelectorAll(".case")];
const tools = document.getElementById("tools");
const shown = document.getElementById("shown");
const find = document.getElementById("find");
const choices = ["outcome", "personality", "tag"].map(id => document.getElementById(id)).filter(choice => choice);
const cells = new Map([...document.querySelectorAll(".map a")].map(cell => [cell.getAttribute("href").slice(1), cell]));
const words = new Map();

function textOf(one) {
  if (!words.has(one)) {
    words.set(one, one.textContent.toLowerCase());
  }
  return words.get(one);
}

function fits(one, choice) {
  return choice.value === "" || (choice.id === "tag" ? one.dataset.tags.split("\n").includes(choice.value) : one.dataset[choice.id] === choice.value);
}

function filter() {
  const wanted = find.value.trim().toLowerCase();
  let count = 0;
  for (const one of cases) {
    one.hidden = !(isPicked(one) && choices.every(choice => fits(one, choice)) && (wanted === "" || textOf(one).includes(wanted)));
    cells.get(one.id)?.classList.toggle("dim", one.hidden);
    count += one.hidden ? 0 : 1;
  }
  shown.textContent = `${count} of ${cases.length} cases`;
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
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
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
  target.scrollIntoView();
}

// From here to there on the page, round and round.
function nextFailure() {
  const failures = cases.filter(one => !one.hidden && one.matches(".failed, .infrastructure"));
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
find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, cases.length > 500 ? 200 : 0); });
choices.forEach(choice => choice.addEventListener("change", filter));
document.getElementById("next").addEventListener("click", nextFailure);
document.getElementById("unfold").addEventListener("click", () => unfold(true));
document.getElementById("fold").addEventListener("click", () => unfold(false));
document.addEventListener("keydown", step);
document.addEventListener("click", event => {
  const turn = event.target.closest(".event")?.dataset.turn;
  event.target.closest(".conversation")?.querySelectorAll(".talk > li[id]").forEach(li => turn && li.id.endsWith(`-turn-${turn}`) && li.scrollIntoView({ block: "center" }));
});
addEventListener("hashchange", openTarget);

// Paper cannot be unfolded.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach(one => { one.open = true; });
});
addEventListener("afterprint", () => folded.forEach(one => { one.open = false; }));
filter();
openTarget();
