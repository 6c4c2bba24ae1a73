// Filtering only: everything can be read without it.
const tools = document.getElementById("tools");
const find = document.getElementById("find");
const only = document.getElementById("only");
const shown = document.getElementById("shown");
const cases = [...document.querySelectorAll(".case")];

function filter() {
  const words = find.value.trim().toLowerCase();
  let count = 0;
  for (const one of cases) {
    one.hidden = (only.checked && one.classList.contains("passed")) || (words !== "" && !one.textContent.toLowerCase().includes(words));
    count += one.hidden ? 0 : 1;
  }
  shown.textContent = `${count} of ${cases.length}`;
}

function openTarget() {
  const target = location.hash.startsWith("#case-") ? document.getElementById(location.hash.slice(1)) : null;
  if (target) {
    target.hidden = false;
    target.querySelector("details").open = true;
    target.scrollIntoView();
  }
}

tools.hidden = false;
find.addEventListener("input", filter);
only.addEventListener("change", filter);
addEventListener("hashchange", openTarget);
filter();
openTarget();
