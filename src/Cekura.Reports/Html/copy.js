// A case as text and as Markdown, for a ticket. What agents said stands in a fence, where it is nobody's markup.
const line = node => {
  const copy = node.cloneNode(true);
  copy.querySelectorAll(".hidden, button, svg, .link").forEach(one => one.remove());
  copy.querySelectorAll(".mark").forEach(one => one.append(" "));
  copy.querySelectorAll(".why").forEach(one => one.prepend(": "));
  return copy.textContent.replace(/\s+/g, " ").trim();
};

function reasonsOf(one) {
  const lines = [];
  for (const p of one.querySelectorAll(":scope > details > :is(.note, .repetitions, .message, .reason, .cause, .notes) :is(p, li), :scope > details > p:is(.note, .repetitions)")) {
    const indent = p.matches(".deep") ? "    " : p.matches(".detail, .where, .decisive, li") ? "  " : "";
    const text = p.matches(".repetitions") ? line(p.querySelector("strong")) : line(p);
    lines.push(indent + text);
  }
  return lines.filter(text => text.trim() !== "");
}

// Of several repetitions the one that is open.
function talkOf(one) {
  const talk = one.querySelector(".repetition[open] .conversation") ?? one.querySelector(".conversation");
  const lines = [];
  for (const li of talk?.querySelectorAll(".talk > li:not(.pause)") ?? []) {
    const who = li.querySelector(".who");
    const data = who.querySelector("code");
    const time = li.querySelector("time")?.textContent ?? "";
    const name = line(who.querySelector("strong"));
    const said = data ? line(data) : li.querySelector(".said")?.innerText ?? "";
    const opening = `${line(li.querySelector(".turn")).padStart(3)}  ${time && `[${time}] `}${name}${data ? " " : ": "}`;
    lines.push(...`${opening}${said}`.split("\n").map((text, index) => index ? `     ${text}` : text));
    li.querySelectorAll(".remark").forEach(remark => lines.push(`       ^ ${line(remark)}`));
  }
  return lines.length ? lines : (talk?.querySelector("pre.plain")?.textContent ?? "").split("\n").filter(text => text);
}

// A path of this machine is no use to others.
const addressOf = one => location.protocol.startsWith("http") ? `${location.origin}${location.pathname}#${one.id}` : "";

function facts(one) {
  const links = [...one.querySelectorAll("dd a[href^='https:']")].map(a => a.href).slice(0, 1);
  return [line(one.querySelector(".place")), ...[...one.querySelectorAll(".about > summary")].slice(0, 1).map(line), addressOf(one), ...links].filter(text => text);
}

function asText(one) {
  const title = `${line(one.querySelector("summary > .mark"))} ${one.querySelector("h3 .hidden").textContent}${line(one.querySelector("h3"))}`;
  return [title, "", ...reasonsOf(one), "", ...facts(one), "", "Conversation", "", ...talkOf(one)].join("\n") + "\n";
}

const escaped = text => text.replace(/[\\`*_[\]<>#|~&@]/g, "\\$&");

function fenced(lines) {
  const longest = Math.max(2, ...lines.join("\n").match(/`+/g)?.map(ticks => ticks.length) ?? []);
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}

function asMarkdown(one) {
  const title = `### ${line(one.querySelector("summary > .mark"))} ${escaped(line(one.querySelector("h3")))}`;
  const talk = talkOf(one);
  return [
    title, "", ...fenced(reasonsOf(one)), "",
    facts(one).map(text => text.startsWith("http") ? `<${text}>` : escaped(text)).join(" · "), "",
    ...talk.length ? ["<details><summary>Conversation</summary>", "", ...fenced(talk), "", "</details>"] : [],
  ].join("\n") + "\n";
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages that did not come over https may not; the old way still works there.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

// Buttons come with the first look at a case: of thousands most are never opened.
function actions(one) {
  const details = one.querySelector("details");
  if (!details.open || one.querySelector(".actions")) {
    return;
  }
  const bar = document.createElement("p");
  bar.className = "actions";
  for (const [name, make] of [["Copy as text", asText], ["Copy as Markdown", asMarkdown]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", async () => {
      await copied(make(one));
      button.textContent = "Copied";
      button.setAttribute("aria-live", "polite");
      button.addEventListener("blur", () => { button.textContent = name; }, { once: true });
    });
    bar.append(button, " ");
  }
  details.querySelector(":scope > .place")?.after(bar);
}

document.addEventListener("toggle", event => event.target.parentElement?.matches(".case") && actions(event.target.parentElement), { capture: true });
document.querySelectorAll(".case > details[open]").forEach(details => actions(details.parentElement));
