// A bar of the timeline leads to its turn.
document.addEventListener("click", event => {
  const turn = event.target.closest(".event")?.dataset.turn;
  event.target.closest(".conversation")?.querySelectorAll(".talk > li[id]").forEach(li => turn && li.id.endsWith(`-t${turn}`) && li.scrollIntoView({ block: "center" }));
});

// A recording plays from the turn or the moment that is chosen, and shows where it is.
const heard = new WeakSet();

function hear(audio) {
  if (heard.has(audio)) {
    return;
  }
  heard.add(audio);
  const talk = audio.closest(".conversation");
  const turns = [...talk.querySelectorAll(".talk > li:has(p.who time)")];
  const clocks = [...talk.querySelectorAll("svg[data-seconds]")];
  const place = () => clocks.forEach(clock => {
    const at = `${Math.min(100, 100 * audio.currentTime / Number(clock.dataset.seconds))}%`;
    const head = clock.querySelector(":scope > .playhead");
    head.setAttribute("x1", at);
    head.setAttribute("x2", at);
    clock.classList.add("placed");
  });
  for (const turn of turns) {
    const time = turn.querySelector("time");
    const play = document.createElement("button");
    play.type = "button";
    play.setAttribute("aria-label", `Play from ${time.textContent}`);
    play.textContent = "▶";
    time.after(" ", play);
    play.addEventListener("click", event => {
      event.preventDefault();
      audio.currentTime = Number(time.dataset.seconds);
      audio.play().catch(() => {});
    });
  }
  for (const clock of clocks) {
    clock.addEventListener("click", event => {
      // The line spans what the clock does; the picture has room for names beside it.
      const { left, width } = clock.querySelector(":scope > line.level, :scope > line.axis").getBoundingClientRect();
      audio.currentTime = Math.max(0, Math.min(1, (event.clientX - left) / width)) * Number(clock.dataset.seconds);
      place();
    });
  }
  audio.addEventListener("timeupdate", () => {
    const now = turns.findLast(turn => Number(turn.querySelector("time").dataset.seconds) <= audio.currentTime + 0.05);
    turns.forEach(turn => turn.classList.toggle("playing", turn === now && !audio.paused));
    place();
  });
}

// Panels of a large page come when their case is opened.
document.addEventListener("toggle", event => event.target.open && event.target.querySelectorAll("audio").forEach(hear), { capture: true });
document.querySelectorAll("audio").forEach(hear);
