/* A device with the given voices, that remembers what it said: a browser in a test has none of its own. */
(languages) => {
  const speech = new EventTarget();
  window.said = [];
  Object.assign(speech, {
    getVoices: () => languages.map((lang) => ({ lang, name: lang })),
    speak: (utterance) => window.said.push(utterance.text),
    cancel: () => {},
    speaking: false,
    pending: false,
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) {
      super();
      this.text = text;
    }
  };
}
