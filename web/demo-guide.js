// The guided start: one story in seven short steps, from a printer that fails to the manager's question. All of it is
// real; the guide only shows where to look, puts words to try into a chat's line, and notices how far the story is.

import { words } from "./demo-words.js";

const at = (id) => document.getElementById(id);
const KEPT_AS = "balcao.demo.guide";

// What says that a step is done: a name, a new request, how often somebody was told of the story's request, or that they
// were asked about it. The nurse is told that it was filed, taken and answered, and is asked whether it works; the next that
// she hears is that it is closed. The team sees its card change before she hears.
const SIGNS = [
  { named: "nurse" },
  { files: "nurse" },
  { told: { agents: 2, nurse: 2 } },
  { told: { nurse: 3 } },
  { asks: "nurse" },
  { told: { nurse: 1 } },
  { told: { manager: 1 } },
];
// Who resolves without having answered has done that step too.
const ASKED = SIGNS.findIndex((sign) => sign.asks);

export function begin({ seats, show, isNarrow, shown }) {
  const story = { open: true, step: 0, ref: null, told: {}, ...kept() };
  const known = new Set();
  const named = new Set();

  const isOver = () => story.step >= words.steps.length;
  const step = () => words.steps[story.step];

  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT_AS));
    } catch (_) {
      return null;
    }
  }

  function keep() {
    try {
      sessionStorage.setItem(KEPT_AS, JSON.stringify(story));
    } catch (_) {
      // It is remembered as long as the page is open.
    }
  }

  function go(to, byHand) {
    story.step = Math.max(0, Math.min(to, words.steps.length));
    // A step that waits for somebody who has a name already is done.
    if (!byHand && !isOver() && named.has(SIGNS[story.step].named)) story.step += 1;
    keep();
    // By hand the seat is shown; by itself the guide leaves it to whoever is reading there.
    if (byHand && story.open && !isOver()) show(step().seat);
    draw();
  }

  function again() {
    story.ref = null;
    story.told = {};
    go(0, false);
    show(step().seat);
  }

  function open(now) {
    story.open = now;
    keep();
    draw();
    if (now && !isOver()) show(step().seat);
    (now ? at("guide-next") : at("guide-open")).focus();
  }

  function write(seat, text) {
    show(seat);
    const { frame } = seats.get(seat);
    frame.focus();
    frame.contentWindow.postMessage({ balcao: "write", text }, location.origin);
  }

  function chip(text, kind, tap) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = kind;
    button.textContent = text;
    button.addEventListener("click", tap);
    return button;
  }

  function chips() {
    if (isOver()) return [];
    const { seat, says } = step();
    const there = isNarrow() && shown() !== seat;
    const all = there ? [chip(words.goTo + words.seats[seat].tab, "go", () => show(seat))] : [];
    return all.concat(says.map((text) => {
      const filled = text.replace("{ref}", story.ref || "BL-…");
      return chip(filled, "say", () => write(seat, filled.replace(/….*/, "")));
    }));
  }

  function draw() {
    at("guide").hidden = !story.open;
    document.body.classList.toggle("guided", story.open);
    at("guide-open").hidden = story.open;
    for (const one of seats.values()) {
      const isHere = story.open && !isOver() && one.seat === step().seat;
      one.box.classList.toggle("turn", isHere);
      one.tab.classList.toggle("turn", isHere);
    }
    at("guide-place").textContent = isOver() ? words.done : words.place(story.step + 1, words.steps.length);
    const sentence = isOver() ? words.over : step().text;
    // Told once by a screen reader, however often it is drawn.
    if (at("guide-words").textContent !== sentence) at("guide-words").textContent = sentence;
    at("guide-chips").replaceChildren(...chips());
    at("guide-back").textContent = words.back;
    at("guide-back").disabled = story.step === 0;
    at("guide-next").textContent = isOver() ? words.again : words.next;
    at("guide-close").setAttribute("aria-label", words.close);
    at("guide-close").title = words.close;
    at("guide-open").textContent = words.open;
  }

  at("guide").setAttribute("aria-label", words.open);
  at("guide-back").addEventListener("click", () => go(story.step - 1, true));
  at("guide-next").addEventListener("click", () => (isOver() ? again() : go(story.step + 1, true)));
  at("guide-close").addEventListener("click", () => open(false));
  at("guide-open").addEventListener("click", () => open(true));

  return {
    draw,
    start() {
      if (story.open && !isOver()) show(step().seat);
      draw();
    },
    // Somebody took the seat, with a name or not yet.
    seat(seat, isNamed) {
      if (isNamed) named.add(seat);
      if (!isOver() && isNamed && SIGNS[story.step].named === seat) go(story.step + 1, false);
    },
    // Letters came. What was there when the page was opened is no news.
    letters(seat, refs, isPast, isAsked) {
      // The team may be told of a request before the nurse's own answer has come: only her chat says what is new.
      const isNurse = seat === "nurse";
      const isNew = isNurse && refs.find((ref) => !known.has(ref));
      if (isNurse) refs.forEach((ref) => known.add(ref));
      if (isPast) return;
      const isFiled = isNew && !story.ref;
      if (isFiled) story.ref = isNew;
      for (const ref of new Set(refs)) story.told[seat + ref] = (story.told[seat + ref] || 0) + 1;
      keep();
      if (isOver()) return;
      const isOfStory = refs.includes(story.ref);
      const { files, told } = SIGNS[story.step];
      const isTold = told && isOfStory && told[seat] && story.told[seat + story.ref] >= told[seat];
      const isNear = story.step === ASKED || story.step === ASKED - 1;
      if (isAsked && isOfStory && isNear && seat === SIGNS[ASKED].asks) go(ASKED + 1, false);
      else if ((files && isFiled) || isTold) go(story.step + 1, false);
    },
  };
}
