/* Nothing here is needed: every task works without it. Four small comforts. */
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

/* "Spreek in": only where this device itself turns speech into words. A browser that would send the voice away
   is not used, and the page says so. */
(() => {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;
  const languages = { nl: "nl-NL", en: "en-GB", tr: "tr-TR", ar: "ar-SA" };
  const language = languages[document.documentElement.lang] || "nl-NL";

  const listensHere = async () => {
    if (!("processLocally" in Recognition.prototype) || !Recognition.available) return false;
    try {
      return (await Recognition.available({ langs: [language], processLocally: true })) === "available";
    } catch {
      return false;
    }
  };

  const offer = (button, area) => {
    const label = button.querySelector("span");
    let listening = null;
    const say = (busy) => {
      label.textContent = busy ? button.dataset.stop : button.dataset.start;
      button.setAttribute("aria-pressed", String(busy));
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      if (listening) {
        listening.stop();
        return;
      }
      listening = new Recognition();
      listening.lang = language;
      listening.processLocally = true;
      listening.continuous = true;
      listening.addEventListener("result", (event) => {
        for (const result of [...event.results].slice(event.resultIndex)) {
          if (!result.isFinal) continue;
          area.value = [area.value.trimEnd(), result[0].transcript.trim()].filter(Boolean).join(" ");
          area.dispatchEvent(new Event("input", { bubbles: true }));
        }
      });
      listening.addEventListener("end", () => { listening = null; say(false); });
      listening.start();
      say(true);
    });
    window.addEventListener("pagehide", () => listening?.abort());
  };

  for (const part of document.querySelectorAll("[data-dictate]")) {
    const button = part.querySelector("button");
    const area = document.getElementById(part.dataset.dictate);
    listensHere().then((here) => {
      if (here) offer(button, area);
      else part.querySelector("p").hidden = false;
    });
  }
})();
