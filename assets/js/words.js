// The one quiet voice of a page for screen readers, and the one visible place for a fault.

/** Say `words` politely; saying the same again is heard again. */
export function announce(words) {
  const voice = document.querySelector("[data-voice]");
  if (!voice) return;
  voice.textContent = "";
  setTimeout(() => (voice.textContent = words), 50);
}

/** Show `words` above the content, where the flashes are, instead of the notice before it. */
export function notice(words) {
  const place = document.querySelector("#flashes");
  if (!place) return;
  place.querySelector("[data-notice]")?.remove();
  const box = document.createElement("div");
  box.className = "flash flash-late";
  box.dataset.notice = "";
  box.setAttribute("role", "alert");
  box.textContent = words;
  place.append(box);
  box.scrollIntoView({ block: "nearest" });
}
