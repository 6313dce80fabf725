// The screen of the waiting room: a new call stands out for three seconds, with a chime and a voice
// if somebody in the room asked for them; a network that is lost is said.
const NEW = 3000;
const LOST = 30000;

const call = () => document.querySelector("#screen [data-call]");
const lost = document.querySelector("[data-lost]");
const sounds = new Set();
let audio = null;
let seen = call()?.dataset.call;
let heard = Date.now();
let freshUntil = 0;

function chime() {
  const start = audio.currentTime;
  for (const [step, tone] of [880, 660].entries()) {
    const note = audio.createOscillator();
    const loud = audio.createGain();
    note.frequency.value = tone;
    loud.gain.setValueAtTime(0.3, start + step * 0.35);
    loud.gain.exponentialRampToValueAtTime(0.001, start + step * 0.35 + 0.7);
    note.connect(loud).connect(audio.destination);
    note.start(start + step * 0.35);
    note.stop(start + step * 0.35 + 0.7);
  }
}

function say(words) {
  const speech = new SpeechSynthesisUtterance(words);
  speech.lang = "it-IT";
  speech.rate = 0.9;
  speechSynthesis.speak(speech);
}

function tell() {
  const now = call();
  if (!now) return;
  const known = now.dataset.call === seen;
  if (!known) freshUntil = Date.now() + NEW;
  // Every answer brings new markup: what stands out must be said again.
  now.classList.toggle("is-new", Date.now() < freshUntil);
  if (known) return;
  seen = now.dataset.call;
  if (sounds.has("chime")) chime();
  if (sounds.has("voice")) setTimeout(() => say(now.dataset.say), sounds.has("chime") ? 1200 : 0);
}

if (lost) {
  for (const button of document.querySelectorAll("[data-sound]")) {
    button.hidden = button.dataset.sound === "voice" && !("speechSynthesis" in window);
    // A browser gives sound only after somebody pressed something.
    button.addEventListener("click", () => {
      const kind = button.dataset.sound;
      audio ??= new AudioContext();
      if (!sounds.delete(kind)) sounds.add(kind);
      button.setAttribute("aria-pressed", String(sounds.has(kind)));
      if (sounds.has(kind)) kind === "chime" ? chime() : say("Voce attiva");
    });
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) heard = Date.now();
  });
  document.addEventListener("htmx:afterSettle", tell);
  setInterval(() => {
    lost.hidden = Date.now() - heard <= LOST;
    if (Date.now() >= freshUntil) call()?.classList.remove("is-new");
  }, 1000);
}
