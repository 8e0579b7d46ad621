/* Nothing here is needed: every task works without it. Three small comforts. */
"use strict";

/* After a refused form the reader stands at what to mend. */
document.querySelector("[data-error-summary]")?.focus();

/* A fold-out closes on Escape and when the focus leaves it. */
for (const fold of document.querySelectorAll("[data-fold-out]")) {
  fold.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && fold.open) {
      fold.open = false;
      fold.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!fold.contains(event.target)) fold.open = false;
  });
}

/* "Lees voor": shown only when this device has a voice for the language of the page. */
(() => {
  const button = document.querySelector("[data-read-aloud]");
  const speech = window.speechSynthesis;
  if (!button || !speech || !window.SpeechSynthesisUtterance) return;

  const language = document.documentElement.lang;
  const label = button.querySelector("[data-read-aloud-text]");
  const voice = () => speech.getVoices().find((each) => each.lang.replace("_", "-").split("-")[0] === language);
  const offer = () => { button.hidden = !voice(); };
  const say = (speaking) => {
    label.textContent = speaking ? button.dataset.stop : button.dataset.start;
    button.setAttribute("aria-pressed", String(speaking));
  };

  /* Sentence by sentence: some engines fall silent in a long text. What is hidden or folded in is not read. */
  const sentences = () => {
    const main = document.querySelector("main");
    return (main.innerText || "").split(/(?<=[.!?؟])\s+|\n+/).map((each) => each.trim()).filter(Boolean);
  };

  button.addEventListener("click", () => {
    if (speech.speaking || speech.pending) {
      speech.cancel();
      say(false);
      return;
    }
    const parts = sentences();
    parts.forEach((text, index) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language;
      utterance.voice = voice();
      utterance.rate = 0.95;
      if (index === parts.length - 1) utterance.addEventListener("end", () => say(false));
      speech.speak(utterance);
    });
    say(parts.length > 0);
  });
  window.addEventListener("pagehide", () => speech.cancel());
  speech.addEventListener?.("voiceschanged", offer);
  offer();
})();
