// A recording plays from the turn that is chosen, and shows where it is.
for (const audio of document.querySelectorAll("audio")) {
  const turns = [...audio.closest(".conversation").querySelectorAll(".talk > li:has(p.who time)")];
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
  audio.addEventListener("timeupdate", () => {
    const now = turns.findLast(turn => Number(turn.querySelector("time").dataset.seconds) <= audio.currentTime + 0.05);
    turns.forEach(turn => turn.classList.toggle("playing", turn === now && !audio.paused));
  });
}
