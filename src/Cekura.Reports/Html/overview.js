// What of a table is not in sight, and what its cells say: everything can be read without it.
const beyond = (all, edge, end) => all.filter(one => end(one) > edge + 1).length;

function tellCut(box) {
  const more = [];
  if (box.scrollWidth - box.clientWidth - box.scrollLeft > 1) {
    more.push("right");
  }
  if (box.scrollHeight - box.clientHeight - box.scrollTop > 1) {
    more.push("below");
  }
  box.dataset.more = more.join(" ");
  const cut = box.parentElement.querySelector(":scope > .cut");
  if (!cut) {
    return;
  }
  const columns = [...box.querySelectorAll("thead th:not(:first-child, .rate)")];
  const rows = [...box.querySelectorAll("tbody tr:not(.folder)")].filter(row => row.offsetHeight > 0);
  const parts = [];
  if (more.includes("right")) {
    parts.push(`${beyond(columns, box.scrollLeft + box.clientWidth, one => one.offsetLeft + one.offsetWidth)} of ${columns.length} columns to the right`);
  }
  if (more.includes("below")) {
    parts.push(`${beyond(rows, box.scrollTop + box.clientHeight, one => one.offsetTop + one.offsetHeight)} of ${rows.length} rows below`);
  }
  cut.textContent = parts.length === 0 ? "" : `Scroll the table: ${parts.join(" and ")}.`;
  cut.hidden = parts.length === 0;
}

for (const box of document.querySelectorAll(".scroll")) {
  let isDue = false;
  const due = () => {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => { isDue = false; tellCut(box); });
    }
  };
  box.addEventListener("scroll", due, { passive: true });
  new ResizeObserver(due).observe(box);
  document.getElementById("only-red")?.addEventListener("change", due);
}

// Where a cell says its outcome only to those who hear the page, those who point at it see it too.
document.querySelector(".map")?.addEventListener("pointerover", event => {
  const cell = event.target.closest("td a");
  if (cell && !cell.title) {
    const row = cell.closest("tr"), column = row.closest("table").tHead.rows[0].cells[cell.closest("td").cellIndex];
    cell.title = `${row.cells[0].innerText.trim()} [${column.title}]: ${cell.getAttribute("aria-label")}`;
  }
});
