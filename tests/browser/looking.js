/* What only a browser can tell about a page. Each gives lines to read; see looking.py. */
({
  widerThanTheScreen() {
    const shown = (one) =>
      !one.closest(".ams-visually-hidden, .ams-skip-link, details:not([open]) > :not(summary)");
    const scrolls = (one) => one.closest(".hv-table") && !one.matches(".hv-table");
    return [...document.querySelectorAll("body *")]
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && shown(one) && !scrolls(one) && (box.right > innerWidth + 1 || box.left < -1);
      })
      .slice(0, 5)
      .map((one) => `wider than the screen: ${one.tagName.toLowerCase()}.${one.className}`);
  },

  tooSmallToPress(least) {
    const small = (one) => {
      const box = (one.closest("label") || one).getBoundingClientRect();
      if (!box.width || one.closest(".ams-skip-link, .ams-visually-hidden")) return false;
      /* A link within a sentence is as high as its line: WCAG 2.5.8 leaves it out. */
      const inSentence =
        getComputedStyle(one).display === "inline" &&
        one.parentElement.textContent.trim().length > one.textContent.trim().length;
      return !inSentence && (box.height < least - 0.5 || box.width < least - 0.5);
    };
    return [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
      .filter(small)
      .map((one) => `too small to press: ${one.tagName.toLowerCase()} "${one.textContent.trim().slice(0, 40)}"`);
  },

  pointsAtNothing() {
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    const twice = [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
    const missing = [];
    for (const name of ["for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form"]) {
      for (const one of document.querySelectorAll(`[${name}]`)) {
        for (const id of one.getAttribute(name).split(/\s+/)) {
          if (!document.getElementById(id)) missing.push(`${name}="${id}" points at nothing`);
        }
      }
    }
    return [...twice.map((id) => `id "${id}" is there twice`), ...missing];
  },

  textOf(least) {
    const size = parseFloat(getComputedStyle(document.body).fontSize);
    return size < least ? [`body text of ${size} px; at least ${least}`] : [];
  },

  cutOff() {
    return [...document.querySelectorAll("main *")]
      .filter((one) => getComputedStyle(one).overflow === "hidden" && one.clientWidth > 1)
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `cut off: ${one.className}`);
  },
})
