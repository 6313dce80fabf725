// What htmx sends and what it gets back: the proof that a post is ours, and a fault said aloud.
import { announce, notice } from "./words.js";

const token = () => document.querySelector('meta[name="csrf-token"]')?.content;

document.addEventListener("htmx:configRequest", (event) => {
  if (token()) event.detail.headers["X-CSRFToken"] = token();
});

// The screen of the waiting room has a band of its own for a lost network.
const ofTheScreen = (event) => event.target.id === "screen";

document.addEventListener("htmx:sendError", (event) => {
  if (ofTheScreen(event)) return;
  notice("Non riesco ad aggiornare: la rete è assente. Quello che hai scritto resta qui, riprova.");
});

document.addEventListener("htmx:responseError", (event) => {
  if (ofTheScreen(event)) return;
  // The answer is a small page of ours: only its words are taken, never its markup.
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const words = [...answer.querySelectorAll("[data-error-words] > *")]
    .map((part) => part.textContent.replace(/\s+/g, " ").trim().replace(/([^.!?])$/, "$1."))
    .join(" ");
  notice(words || "Non riesco ad aggiornare questa parte della pagina. Riprova tra poco.");
});

document.addEventListener("htmx:afterSwap", (event) => {
  const said = event.detail.elt.querySelector?.("[data-announce]");
  if (said) announce(said.textContent.trim());
});
