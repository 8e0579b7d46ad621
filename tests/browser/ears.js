/* A browser that can listen: on the device itself ("here"), only by sending the voice away ("away"). It hears
   what the test says with `window.hear(words)`. */
(where) => {
  class Recognition extends EventTarget {
    start() {
      window.listener = this;
      window.hear = (words) => {
        const result = Object.assign([{ transcript: words }], { isFinal: true });
        this.dispatchEvent(Object.assign(new Event("result"), { results: [result], resultIndex: 0 }));
      };
    }

    stop() {
      this.dispatchEvent(new Event("end"));
    }

    abort() {}
  }
  if (where === "here") {
    Recognition.prototype.processLocally = false;
    Recognition.available = async (asked) => (asked.processLocally && asked.langs[0] === "nl-NL" ? "available" : "unavailable");
  }
  window.SpeechRecognition = window.webkitSpeechRecognition = where === "nowhere" ? undefined : Recognition;
}
